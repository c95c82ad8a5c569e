import { Parser } from 'saxen';

/** An element as another program reads it. */
export interface Element {
	name: string;
	/** Its own text. */
	text: string;
	children: Element[];
}

/** Reads a document, or throws for one that is not well formed. */
export function parsed(xml: string): Element {
	const top: Element = { name: '', text: '', children: [] };
	const open = [top];
	const parser = new Parser();
	parser.on('openTag', (name) => {
		const element = { name, text: '', children: [] };
		open.at(-1)?.children.push(element);
		open.push(element);
	});
	parser.on('closeTag', () => void open.pop());
	parser.on('text', (text, decode) => void ((open.at(-1) as Element).text += decode(text)));
	parser.on('error', (error) => {
		throw error;
	});
	parser.write(xml).end();
	const [root] = top.children;
	if (!root || open.length !== 1 || top.children.length !== 1) throw new Error(`not one whole element: ${xml}`);
	return root;
}

/** The first element of a name, anywhere. */
export function find(element: Element, name: string): Element | undefined {
	if (element.name === name) return element;
	for (const child of element.children) {
		const found = find(child, name);
		if (found) return found;
	}
	return undefined;
}
