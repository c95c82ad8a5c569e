import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addOrganisation } from '#modules/directory/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import { momentsOf, spanOf } from './period.ts';
import { linesNow } from './queries/report-lines.server.ts';
import { totalsByMember, totalsOf } from './queries/totals.server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const clerk = cast.as('clerk');

const days = ['2024-12-31', '2025-01-01', '2025-03-31', '2025-04-01', '2025-06-15', '2025-12-31', '2026-01-01'];
const service = fc.record({
	member: fc.integer({ min: 0, max: 3 }),
	day: fc.constantFrom(...days),
	/** Midnight in Shanghai is another day in UTC. */
	hour: fc.constantFrom(0, 1, 6, 12, 18, 23),
	minutes: fc.integer({ min: 1, max: 55 }),
	field: fc.constantFrom('environment', 'waste', 'care'),
	roster: fc.boolean(),
	isVoid: fc.boolean()
});

test('every total is what counting the rows one by one gives, for any period', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(service, { selector: ({ member, day, hour }) => `${member} ${day} ${hour}`, maxLength: 12 }),
			fc.constantFrom('2024', '2024Q4', '2025', '2025Q1', '2025Q2', '2025Q4', '2026Q1'),
			async (services, period) => {
				const unit = await addOrganisation(contextOf(), { centreId, name: `单位${(units += 1)}`, kind: 'stateOwned' });
				const members = await Promise.all(
					[0, 1, 2, 3].map((at) =>
						registerMember(clerk, {
							...{ centreId, name: `梁志${at}`, form: '先生', kind: 'inService' },
							organisationId: at === 3 ? null : unit
						})
					)
				);
				for (const { member, roster, isVoid, ...rest } of services) {
					const rosterOf = roster ? unit : null;
					const id = await served(db, { centreId, memberId: members[member] ?? '', ...rest, rosterOf });
					if (isVoid) await voided(id);
				}
				const { from, before } = momentsOf(spanOf(period));
				const counted = services.filter(({ day, hour, isVoid }) => {
					const at = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
					return !isVoid && at >= from && at < before;
				});
				const sum = (rows: typeof services) => ({
					times: rows.length,
					minutes: rows.reduce((all, { minutes }) => all + minutes, 0)
				});
				const span = spanOf(period);
				for (const [at, memberId] of members.entries())
					expect(await totalsOf(db, centreId, span, { memberId })).toMatchObject(
						sum(counted.filter(({ member }) => member === at))
					);
				const ofUnit = counted.filter(({ member }) => member < 3);
				expect(await totalsOf(db, centreId, span, { membersOf: unit })).toMatchObject({
					...sum(ofUnit),
					people: new Set(ofUnit.map(({ member }) => member)).size
				});
				expect(await totalsOf(db, centreId, span, { rosterOf: unit })).toMatchObject(
					sum(counted.filter(({ roster }) => roster))
				);
				const wasted = await totalsByMember(db, centreId, span, { membersOf: unit, fields: ['waste'] });
				expect([...wasted.values()].reduce((all, { minutes }) => all + minutes, 0)).toBe(
					sum(ofUnit.filter(({ field }) => field === 'waste')).minutes
				);
				const lines = await linesNow(db, centreId, unit, span);
				expect(lines.reduce((all, line) => all + line.minutes, 0)).toBe(sum(ofUnit).minutes);
				for (const line of lines) expect(line.fields.reduce((all, { minutes }) => all + minutes, 0)).toBe(line.minutes);
			}
		),
		{ numRuns: 12 }
	);
});
let units = 0;

const voided = (id: string) =>
	db
		.updateTable('attendance.hours')
		.set({ voided_at: new Date(), voided_by: id, voided_reason_sealed: Buffer.from('x') })
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();
