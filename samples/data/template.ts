import type { BeneficiaryKind } from '#modules/wishes/index.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../drawings/scenes.ts';

/** A wish as it could be anybody's; words in braces are chosen anew for each. */
export interface Template {
	title: string;
	/** What the public reads. */
	text: string;
	/** What those who did it say in the end. */
	done: string;
	of: readonly BeneficiaryKind[];
	scene?: Scene;
	/** What was bought, in yuan. */
	costs?: Readonly<Record<string, number>>;
	/** What may stand for a word in braces. */
	choices?: Readonly<Record<string, string>>;
}

/** The template with its words chosen, the same word in title, text and note. */
export function written(
	random: Random,
	{ title, text, done, choices = {} }: Template
): Record<'title' | 'text' | 'done', string> {
	const chosen = Object.fromEntries(
		Object.entries(choices).map(([name, words]) => [name, random.pick(words.split('/'))])
	);
	const fill = (words: string) =>
		words.replace(/\{(\w+)\}/g, (_, name: string) => {
			const word = chosen[name];
			if (word === undefined) throw new Error(`“${title}” has no choice for {${name}}`);
			return word;
		});
	return { title: fill(title), text: fill(text), done: fill(done) };
}
