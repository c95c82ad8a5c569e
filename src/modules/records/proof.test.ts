import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { guest } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { factsOf } from '#kernel/facts.ts';
import { voidHours } from '#modules/attendance/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import { checkProof, issueProof, proofPaper, replaceProof, withdrawProof } from './server.ts';

const { db, url } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const [memberId, clerk] = [cast.scopes.claimer, cast.as('clerk')];
const own = cast.as('claimer');
const somebody: Context = { ...clerk, actor: guest };
const spring = { from: '2026-01-01', to: '2026-03-31' };
let addresses = 0;
const check = (code: string, name?: string) =>
	checkProof(somebody, { centreId, code, name, address: `address ${(addresses += 1)}` });

await served(db, { centreId, memberId, day: '2026-01-10', minutes: 90 });
await served(db, { centreId, memberId, day: '2026-02-10', minutes: 60, field: 'waste' });
await served(db, { centreId, memberId, day: '2026-04-01', minutes: 45 });
const proof = async (context = own) =>
	proofPaper(own, centreId, await issueProof(context, { centreId, memberId, ...spring }));

test('a proof says what was attested between two days, to the member at once; others do not learn that it exists', async () => {
	const paper = await proof();
	expect(paper).toMatchObject({ ...spring, times: 2, minutes: 150, standing: 'valid', name: '苏启文' });
	expect(paper.fields.map(({ name, minutes }) => [name, minutes])).toEqual([
		['环境整治', 90],
		['垃圾分类', 60]
	]);
	for (const visitor of ['member', 'representative', 'guest', 'otherClerk'] as const) {
		await expect(proofPaper(cast.as(visitor), centreId, paper.id)).rejects.toThrow(Missing);
		await expect(issueProof(cast.as(visitor), { centreId, memberId, ...spring })).rejects.toThrow(Missing);
	}
});

test('the check tells the dates and the hours, and of the name only whether what was typed is it', async () => {
	const { code, issuedOn } = await proof(clerk);
	const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)} `;
	expect(await check(typed)).toEqual({
		...{ standing: 'valid', issuedOn, ...spring, times: 2, minutes: 150 },
		nameMatches: null
	});
	expect(await check(code, ' 苏启文 ')).toMatchObject({ nameMatches: true });
	expect(await check(code, '苏启武')).toMatchObject({ nameMatches: false });
	expect(JSON.stringify(await check(code))).not.toMatch(/苏|启|文|member/);
});

test('a code that nobody has and what is no code are answered alike', async () => {
	const unknown = await check('ABCDEFGHJKMN');
	expect(unknown).toEqual({ standing: 'unknown' });
	for (const typed of ['x', "' or 1=1 --", '有\u0000字', '0'.repeat(60), 'ABCD-EFGH-JKM'])
		expect(await check(typed)).toEqual(unknown);
});

test('codes cannot be tried out without end from one address, nor names at one code', async () => {
	const { code } = await proof();
	await expect(
		(async () => {
			for (let at = 0; at < 200; at += 1) await checkProof(somebody, { centreId, code: 'x', address: 'one' });
		})()
	).rejects.toThrow(Refused);
	await expect(
		(async () => {
			for (let at = 0; at < 20; at += 1) await check(code, `陈${'一二三四五六七八九十'[at % 10]}`);
		})()
	).rejects.toThrow(Refused);
});

test('hours voided later make the proof out of date; the new one counts without them, the old one is void', async () => {
	const hours = await served(db, { centreId, memberId, day: '2025-05-05', minutes: 30 });
	await served(db, { centreId, memberId, day: '2025-05-06', minutes: 40 });
	const year = { from: '2025-01-01', to: '2025-12-31' };
	const id = await issueProof(own, { centreId, memberId, ...year });
	const { code } = await proofPaper(own, centreId, id);
	expect(await check(code)).toMatchObject({ standing: 'valid', minutes: 70 });
	await voidHours(clerk, { centreId, hoursId: hours, reason: '登记错了人' });
	expect(await check(code)).toEqual({ standing: 'outdated', issuedOn: expect.any(String) });
	const next = await proofPaper(own, centreId, await replaceProof(own, { centreId, proofId: id }));
	expect(await check(code)).toMatchObject({ standing: 'replaced' });
	expect(await check(next.code)).toMatchObject({ standing: 'valid', minutes: 40 });
	await expect(replaceProof(own, { centreId, proofId: id })).rejects.toThrow(Conflict);
});

test('a withdrawn proof is void at once; only a clerk withdraws, and the reason stays sealed', async () => {
	const { id, code } = await proof();
	await expect(withdrawProof(own, { centreId, proofId: id, reason: '不要了' })).rejects.toThrow(Refused);
	await withdrawProof(clerk, { centreId, proofId: id, reason: '开错了时间' });
	expect(await check(code, '苏启文')).toEqual({ standing: 'withdrawn', issuedOn: expect.any(String) });
	const facts = await factsOf(db, centreId, 'proof', id);
	expect(facts.map(({ action, note }) => [action, note])).toEqual([
		['proof.issued', null],
		['proof.withdrawn', '开错了时间']
	]);
	expect(JSON.stringify(facts.map(({ data }) => data))).not.toContain('苏');
});

test('nothing attested, nothing to prove; days that are still to come cannot be proved', async () => {
	const nothing = { centreId, memberId: cast.scopes.member, ...spring };
	await expect(issueProof(clerk, nothing)).rejects.toThrow(Conflict);
	await expect(issueProof(own, { centreId, memberId, from: '2026-02-01', to: '2026-01-01' })).rejects.toThrow(Invalid);
	await expect(issueProof(own, { centreId, memberId, from: '2026-02-01', to: '2090-01-01' })).rejects.toThrow(Invalid);
});

test('the application cannot change what a proof says, and what the owner of the database changes is seen', async () => {
	const { id, code } = await proof();
	await expect(sql`update records.proof set minutes = 999 where id = ${id}`.execute(db)).rejects.toThrow(/permission/);
	const owner = new pg.Client({ connectionString: url });
	await owner.connect();
	await owner.query('update records.proof set minutes = 999 where id = $1', [id]);
	expect(await check(code)).toMatchObject({ standing: 'altered' });
	await owner.query('update records.proof set minutes = 150 where id = $1', [id]);
	expect(await check(code)).toMatchObject({ standing: 'valid' });
	await withdrawProof(clerk, { centreId, proofId: id, reason: '开错了时间' });
	await owner.query("update records.proof set state = 'valid', ended_at = null where id = $1", [id]);
	expect(await check(code)).toMatchObject({ standing: 'altered' });
	await owner.end();
});
