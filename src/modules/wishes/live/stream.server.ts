import type { Db } from '#kernel/db.ts';
import { Refused } from '#kernel/errors.ts';
import { changesSince } from './changes.server.ts';
import { newsText, reloadText } from './news.server.ts';
import { positionIn, type Position } from './position.ts';
import { tailOf } from './tail.server.ts';

export interface StreamOptions {
	/** Last-Event-ID, or the position of the page; from now on when there is none. */
	after: string | undefined;
	/** Of the visitor, for the limit. */
	address: string;
}

/** Open at once in one process: an office, or a whole housing estate behind one address, has room. */
const MOST_OF_ADDRESS = 100;
const MOST = 2000;
/** A client that has not taken as much, in bytes, is cut off: it comes back and resumes. */
const MOST_WAITING = 256 * 1024;

const encoder = new TextEncoder();
const open = new Set<() => void>();
const byAddress = new Map<string, number>();

/**
 * The changes of a wall, for one client, as server-sent events: first what it has missed, then what happens.
 * Errors: Refused when too many are open.
 */
export async function wallStream(
	db: Db,
	centreId: string,
	{ after, address }: StreamOptions
): Promise<ReadableStream<Uint8Array>> {
	const giveBack = takePlace(address);
	// what comes before the client has been told what it missed
	const early: Uint8Array[] = [];
	let hear = (text: Uint8Array) => void early.push(text);
	const { at, leave } = await tailOf(db)(centreId, (text) => hear(text)).catch(failed(giveBack));
	const end = () => {
		leave();
		giveBack();
	};
	const first = await missed(db, centreId, after, at).catch(failed(end));
	let close = end;
	return new ReadableStream<Uint8Array>(
		{
			start(controller) {
				close = () => {
					open.delete(close);
					end();
					controller.close();
				};
				open.add(close);
				for (const text of [encoder.encode(`retry: 2000\n\n${first}`), ...early]) controller.enqueue(text);
				hear = (text) => {
					controller.enqueue(text);
					if ((controller.desiredSize ?? 0) < 0) close();
				};
			},
			cancel() {
				open.delete(close);
				end();
			}
		},
		new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING })
	);
}

const failed = (undo: () => void) => (error: unknown) => {
	undo();
	throw error;
};

/** Ends every stream: the process stops, and clients go to another or wait for it to be back. */
export function endWallStreams(): void {
	for (const close of [...open]) close();
}

async function missed(db: Db, centreId: string, after: string | undefined, until: Position): Promise<string> {
	if (!after) return '';
	const since = positionIn(after);
	const read = since && (await changesSince(db, since, { centreId, until }));
	return read ? newsText(db, centreId, read.changes, until) : reloadText(until);
}

/** Counts one more. Errors: Refused. */
function takePlace(address: string): () => void {
	const held = byAddress.get(address) ?? 0;
	if (held >= MOST_OF_ADDRESS || total >= MOST)
		throw new Refused('正在看的人太多，页面暂时不会自动更新，请过一分钟再试。', 'tooOften', 60);
	byAddress.set(address, held + 1);
	total += 1;
	let isHeld = true;
	return () => {
		if (!isHeld) return;
		isHeld = false;
		total -= 1;
		const left = (byAddress.get(address) ?? 1) - 1;
		if (left > 0) byAddress.set(address, left);
		else byAddress.delete(address);
	};
}

let total = 0;
