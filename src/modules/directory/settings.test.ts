import { expect, test } from 'vitest';
import { z } from 'zod';
import { guest, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { factsOf } from '#kernel/facts.ts';
import { createAccount } from '#modules/identity/server.ts';
import { testDatabase } from '#tests/support/database.ts';
import type { Setting } from './index.ts';
import { createCentre, setSetting, settingOf, settingsOf, standingOf } from './server.ts';

const { db, contextOf } = await testDatabase();
const centre = async (slug: string) =>
	(
		await createCentre(contextOf(), {
			districtName: '越秀区',
			slug,
			name: slug,
			address: '梅花路1号',
			phone: '020-12345678',
			openingHours: '每天',
			communities: ['梅花社区']
		})
	).id;
const [centreId, other] = [await centre('here'), await centre('there')];
const accountId = await createAccount(contextOf(), { name: '管理员甲', phone: '13700000001' });
const holding = (role: string, at: string | null): Actor => ({
	kind: 'account',
	accountId,
	name: '管理员甲',
	grants: [{ role, centreId: at, scopeId: at ?? other }]
});
const administrator = holding('administrator', centreId);
const set = (value: z.core.util.JSONType, effectiveFrom: string, at: string, actor = administrator) =>
	setSetting(contextOf(actor, clockAt(new Date(at))), {
		centreId,
		name: 'wishes.softLimit',
		value,
		effectiveFrom,
		citation: '街道办〔2026〕3号'
	});
const softLimit: Setting<number> = {
	name: 'wishes.softLimit',
	title: '微心愿金额上限',
	schema: z.int(),
	standard: 50_000,
	citation: '广州市 2021 年做法'
};

test('the newest word on the newest date in force holds; without any, the standard with its own source', async () => {
	expect(await settingOf(db, centreId, softLimit.name, '2026-01-01')).toBeUndefined();
	expect(await standingOf(db, centreId, softLimit, '2026-01-01')).toEqual({
		value: 50_000,
		effectiveFrom: null,
		citation: '广州市 2021 年做法'
	});
	await set(60_000, '2026-03-01', '2026-02-01T00:00:00Z');
	await set(80_000, '2026-06-01', '2026-02-02T00:00:00Z');
	await set(70_000, '2026-03-01', '2026-02-03T00:00:00Z');
	const on = (day: string) => settingOf(db, centreId, softLimit.name, day);
	expect(await on('2026-02-28')).toBeUndefined();
	expect([await on('2026-03-01'), await on('2026-05-31'), await on('2026-06-01')]).toEqual([70_000, 70_000, 80_000]);
	expect(await standingOf(db, centreId, softLimit, '2026-04-01')).toEqual({
		value: 70_000,
		effectiveFrom: '2026-03-01',
		citation: '街道办〔2026〕3号'
	});
	expect(await settingOf(db, other, softLimit.name, '2026-06-01')).toBeUndefined();
	expect(await settingOf(db, centreId, 'wishes.other', '2026-06-01')).toBeUndefined();
});

test('history stays, says who and why, and cannot be altered', async () => {
	const history = await settingsOf(db, centreId);
	expect(history.map(({ effectiveFrom, value }) => [effectiveFrom, value])).toEqual([
		['2026-06-01', 80_000],
		['2026-03-01', 70_000],
		['2026-03-01', 60_000]
	]);
	expect(history[0]).toMatchObject({ name: 'wishes.softLimit', setBy: '管理员甲', citation: '街道办〔2026〕3号' });
	await expect(db.updateTable('directory.setting').set({ value: '1' }).execute()).rejects.toThrow('permission denied');
	await expect(db.deleteFrom('directory.setting').execute()).rejects.toThrow('permission denied');
	const told = (await factsOf(db, centreId, 'centre', centreId)).filter(({ action }) => action === 'setting.changed');
	expect(told).toHaveLength(3);
	expect(told[0]).toMatchObject({ actor_role: 'administrator', data: { name: 'wishes.softLimit' } });
});

test('only administrators of the centre or district, and the system, choose; two in one instant are told apart', async () => {
	const at = '2026-02-10T00:00:00Z';
	for (const actor of [
		guest,
		holding('clerk', centreId),
		holding('administrator', other),
		holding('auditor', centreId)
	])
		await expect(set(1, '2026-07-01', at, actor)).rejects.toMatchObject({ name: 'Refused' });
	await set(1, '2026-07-01', at, holding('administrator', null));
	await expect(set(2, '2026-07-01', at)).rejects.toMatchObject({ name: 'Conflict' });
	await setSetting(contextOf(), {
		...{ centreId, name: 'deadline.contact', value: { amount: 7, unit: 'days' }, effectiveFrom: '2026-01-01' },
		citation: '惯例'
	});
	expect(await settingOf(db, centreId, 'deadline.contact', '2026-01-01')).toEqual({ amount: 7, unit: 'days' });
});

test.each([{ effectiveFrom: '2026-02-30' }, { citation: ' ' }, { name: 'Not a name' }, { value: undefined }])(
	'a choice needs a name, a value, a date and a source: %j',
	async (wrong) => {
		const input = {
			centreId,
			name: 'wishes.softLimit',
			value: 1,
			effectiveFrom: '2026-01-01',
			citation: '惯例',
			...wrong
		};
		await expect(setSetting(contextOf(), input as Parameters<typeof setSetting>[1])).rejects.toMatchObject({
			name: 'Invalid'
		});
	}
);
