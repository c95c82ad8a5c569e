import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { momentsOf } from './day.ts';
import { actionWords, securityWords } from './words.ts';

const FACT =
	/'((?:wish|contact|consent|deadline|centre|setting|community|grid|building|organisation|partyOrganisation|members?|word|person|serviceCard|proof|feedback|yearReview|recognition|recognitionRule|account|role)\.[a-z][A-Za-z]+(?:ed|In|Everywhere))'/g;

/** The names of facts as the modules write them, also those that stand in tables of names. */
const recorded = readdirSync('src/modules', { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.server.ts'))
	.flatMap((name) => [...readFileSync(`src/modules/${name}`, 'utf8').matchAll(FACT)])
	.map(([, name = '']) => name);

test('the auditor reads a word for every fact that the modules record', () => {
	expect(recorded.length).toBeGreaterThan(30);
	const wordless = [...new Set(recorded)].filter((name) => !actionWords[name] && !securityWords[name]);
	expect(wordless).toEqual([]);
});

test('a day of the filter is a day in Shanghai; anything else is none', () => {
	expect(momentsOf('2026-05-01')).toEqual({
		from: new Date('2026-04-30T16:00:00Z'),
		before: new Date('2026-05-01T16:00:00Z')
	});
	for (const wrong of ['', '2026-13-01', '1 May', '2026-05-01T00:00']) expect(momentsOf(wrong)).toBeUndefined();
});
