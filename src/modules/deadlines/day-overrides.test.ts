import { expect, test } from 'vitest';
import { createCentre } from '#modules/directory/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { dayOverridesOf, setDayOverride } from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = (slug: string) =>
	createCentre(contextOf(), {
		districtName: '越秀区',
		slug,
		name: slug,
		address: '梅花路1号',
		phone: '020-12345678',
		openingHours: '每天',
		communities: ['梅花社区']
	});

test('the days a centre decided are listed with their grounds, the latest first, each once', async () => {
	const [{ id: centreId }, { id: other }] = [await centre('here'), await centre('there')];
	const decide = (day: string, workday: boolean, reason: string, at = centreId) =>
		setDayOverride(contextOf(), { centreId: at, day, workday, reason });
	await decide('2026-01-08', false, '台风');
	await decide('2026-12-31', false, '区里的通知');
	await decide('2026-01-08', true, '台风没有来');
	await decide('2026-02-01', true, '别的中心', other);
	expect(await dayOverridesOf(db, centreId)).toEqual([
		{ day: '2026-12-31', workday: false, reason: '区里的通知' },
		{ day: '2026-01-08', workday: true, reason: '台风没有来' }
	]);
});
