import { expect, test } from 'vitest';
import { accessPage } from './page.ts';
import { askable } from './routes.ts';
import { everybody } from './rules.ts';
import { table } from './table.ts';
import { visitorNames } from './visitors.ts';

const plain = (ask: string) => ask.split(' · ')[0];

test('every page, form action and API operation stands in the table, and nothing else does', async () => {
	const listed = [...new Set(table.map(({ ask }) => plain(ask)))].sort();
	expect(listed).toEqual(await askable());
	expect(new Set(table.map(({ ask }) => ask)).size).toBe(table.length);
});

test('the page has a row for each entry and a column for each visitor', () => {
	const page = accessPage([{ part: '公开', ask: 'GET /', rule: everybody }]);
	const cells =
		page
			.split('\n')
			.find((line) => line.includes('GET /'))
			?.split('|') ?? [];
	expect(cells.filter((cell) => cell.trim() === '✓')).toHaveLength(visitorNames.length);
});
