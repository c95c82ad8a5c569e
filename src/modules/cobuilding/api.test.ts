import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApi } from '#src/http/api.ts';
import { nearlyValid } from '#tests/support/arbitrary.ts';
import { coEntry } from '#tests/support/cobuilding.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { operationsOf } from '#tests/support/operations.ts';
import { coStateFor } from '../../../bin/lib/access/cobuilding.ts';
import { visitorNames } from '../../../bin/lib/access/visitors.ts';
import { coActionAt, kindAt } from './index.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const api = createApi({ database: () => db });
const operations = (await operationsOf(api)).filter(({ path }) => path.includes('/cobuilding/'));

/** Entries in the state for which an operation is. */
async function targets(path: string): Promise<string[]> {
	const [list = '', , name = ''] = (path.split('/cobuilding/')[1] ?? '').split('/');
	const kind = kindAt(list);
	if (!kind) return [await coEntry(cast, 'demand', 'open'), await coEntry(cast, 'resource', 'open')];
	const action = coActionAt(kind, name);
	return Promise.all(Array.from({ length: 6 }, () => coEntry(cast, kind, action ? coStateFor(kind, action) : 'open')));
}

const HERE = { host: 'meihua.test', 'x-forwarded-proto': 'http', 'x-client-ip': '203.0.113.9' };

test('there is an operation for every list, every entry and every action', () => {
	expect(operations.length).toBeGreaterThan(40);
});

test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
	'whatever is sent to %s about entries that are there, it is answered, never with a failure',
	async (_, { method, path, body }) => {
		const ids = await targets(path);
		const known = { ids: [...ids, cast.here.communityId, cast.scopes.organisation] };
		const bodies = body ? nearlyValid(body, known).map((one) => JSON.stringify(one) ?? 'null') : fc.constant(undefined);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...visitorNames), fc.constantFrom(...ids), bodies, async (visitor, id, sent) => {
				const session = cast.sessions[visitor];
				const address = path.replace('{centre}', 'here').replace('{one}', id);
				const answer = await api.request(address, {
					method,
					headers: {
						...HERE,
						'content-type': 'application/json',
						...(session ? { authorization: `Bearer ${session.token}` } : {})
					},
					...(sent === undefined ? {} : { body: sent })
				});
				expect(answer.status, await answer.text()).toBeLessThan(500);
			}),
			{ numRuns: 40 }
		);
	}
);

test('what the lists tell everybody names no organisation’s contact and no account', async () => {
	await coEntry(cast, 'resource', 'open');
	const answer = await api.request('/api/v1/centres/here/cobuilding/resources', { headers: HERE });
	const { entries } = (await answer.json()) as { entries: object[] };
	expect(Object.keys(entries[0] ?? {}).sort()).toEqual(
		['amount', 'community', 'description', 'field', 'id', 'kind', 'organisation', 'place', 'reference', 'skills']
			.concat(['state', 'times', 'title', 'validFrom', 'validUntil'])
			.sort()
	);
});
