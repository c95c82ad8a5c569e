import { Parser } from 'saxen';
import { UNREADABLE, wrongFile } from './trouble.ts';

/** Names come without their prefix: offices' programs choose their own. */
export interface XmlEvents {
	open?(name: string, attribute: (name: string) => string | undefined): void;
	text?(text: string): void;
	close?(name: string): void;
}

/** A text or a tag longer than this is no table that anybody made. */
const LONGEST_TOKEN = 2_000_000;

/** Hands on what the events of a part make, while the part arrives: only what is under way stands in memory. */
export async function* readXml<Item>(
	pieces: AsyncIterable<string>,
	eventsFor: (emit: (item: Item) => void) => XmlEvents
): AsyncGenerator<Item> {
	const ready: Item[] = [];
	const parser = parserFor(eventsFor((item) => ready.push(item)));
	let [sinceOpen, sinceClose] = [0, 0];
	for await (const piece of pieces) {
		if (piece === '') continue;
		sinceOpen = piece.includes('<') ? 0 : sinceOpen + piece.length;
		sinceClose = piece.includes('>') ? 0 : sinceClose + piece.length;
		if (Math.max(sinceOpen, sinceClose) > LONGEST_TOKEN) throw wrongFile(UNREADABLE);
		parser.write(piece);
		yield* ready.splice(0);
	}
	parser.end();
	yield* ready;
}

/** Reads a small part from beginning to end. */
export async function readWholeXml(pieces: AsyncIterable<string>, events: XmlEvents): Promise<void> {
	const parser = parserFor(events);
	parser.write((await Array.fromAsync(pieces)).join(''));
	parser.end();
}

function parserFor({ open, text, close }: XmlEvents): Parser {
	const parser = new Parser();
	parser.on('error', () => {
		throw wrongFile(UNREADABLE);
	});
	parser.on('openTag', (name, attributes, decode) => {
		open?.(local(name), (wanted) => {
			const given = attributes();
			const key = wanted in given ? wanted : Object.keys(given).find((one) => one.endsWith(`:${wanted}`));
			const value = key === undefined ? undefined : given[key];
			return value === undefined ? undefined : decode(value);
		});
	});
	parser.on('closeTag', (name) => close?.(local(name)));
	if (text) {
		parser.on('text', (raw, decode) => text(decode(raw)));
		parser.on('cdata', (raw) => text(raw));
	}
	return parser;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
