import { expect, test } from 'vitest';
import { Invalid, Missing } from '#kernel/errors.ts';
import { wishStates } from '#modules/wishes/index.ts';
import { queryIn, statusOf } from './filter.ts';
import { servicesOf } from './services.ts';

const services = servicesOf([{ code: 'goods', name: '物资帮扶' }]);
const NOW = new Date('2026-11-24T08:00:00Z');
const ask = (search: string) => queryIn(new URLSearchParams(search), services, NOW);
const spanOf = (search: string) => {
	const query = ask(search);
	return 'filter' in query ? [query.filter.from.toISOString(), query.filter.to.toISOString()] : [];
};

test('without dates the last 90 days are meant, with one date 90 days from or to it', () => {
	expect(spanOf('')).toEqual(['2026-08-26T08:00:00.000Z', '2026-11-24T08:00:00.000Z']);
	expect(spanOf('start_date=2021-01-01T00:00:00Z')).toEqual(['2021-01-01T00:00:00.000Z', '2021-04-01T00:00:00.000Z']);
	expect(spanOf('end_date=2021-04-01T08:00:00%2B08:00')[0]).toBe('2021-01-01T00:00:00.000Z');
});

test.each([
	'start_date=2021-01-01T00:00:00Z&end_date=2021-04-01T00:00:01Z',
	'start_date=2021-02-01T00:00:00Z&end_date=2021-01-01T00:00:00Z',
	'start_date=2021-01-01',
	'start_date=2021-02-30T00:00:00Z',
	'status=pending',
	'page=0',
	'page_size=1001',
	'page=one',
	`service_request_id=${'A,'.repeat(101)}`
])('%s is refused with a sentence', (search) => {
	expect(() => ask(search)).toThrow(Invalid);
});

test('lists may be separated by commas or repeated, empty ones count as none, and an id overrides all else', () => {
	expect(ask('service_request_id=A, B&service_request_id=C&status=open')).toEqual({ ids: ['A', 'B', 'C'] });
	expect(ask('service_code=wish-goods,project-goods')).toMatchObject({
		filter: { services: [{ kind: 'wish' }, { kind: 'project' }] }
	});
	expect(ask('service_request_id=&service_code=&status=&start_date=&page=')).toEqual(ask(''));
	expect(() => ask('service_code=nothing')).toThrow(Missing);
});

test('every state is open or closed, and a page begins where the one before ended', () => {
	const query = ask('status=open,closed&page=3&page_size=20');
	expect(query).toMatchObject({ filter: { states: [...wishStates], limit: 20, offset: 40 } });
	expect(wishStates.filter((state) => statusOf(state) === 'closed').sort()).toEqual(
		['accepted', 'closed', 'converted', 'merged', 'rejected', 'withdrawn'].sort()
	);
});
