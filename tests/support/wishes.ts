import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import type { WishAction, WishState } from '#modules/wishes/index.ts';
import { act, submitWish } from '#modules/wishes/server.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import type { Cast } from './cast.ts';

interface Step {
	by: Visitor;
	action: WishAction;
	input: Record<string, unknown>;
	to: WishState;
}

/** The main line: who does what, and which state it leads to. */
const line = ({ scopes }: Cast, pictureIds: readonly string[], receiptIds: readonly string[] = []): Step[] => {
	const claimer = { kind: 'member', id: scopes.claimer };
	return [
		{ by: 'clerk', action: 'verify', input: { method: 'phone', result: 'confirmed' }, to: 'verifying' },
		{ by: 'clerk', action: 'publish', input: publication, to: 'published' },
		{ by: 'claimer', action: 'claim', input: { claimer }, to: 'claimed' },
		{ by: 'claimer', action: 'contact', input: { claimer, contactedOn: shanghaiDate(new Date()) }, to: 'claimed' },
		{ by: 'claimer', action: 'start', input: {}, to: 'implementing' },
		{ by: 'claimer', action: 'submit', input: { note: '已经做好了', pictureIds, receiptIds }, to: 'submitted' },
		{ by: 'beneficiary', action: 'accept', input: { rating: 5, picturesConsent: true }, to: 'accepted' },
		{ by: 'clerk', action: 'close', input: {}, to: 'closed' }
	];
};

const thanks: Step = {
	by: 'beneficiary',
	action: 'thank',
	input: { way: 'account', words: '谢谢大家，晚上看得清了', consent: true },
	to: 'accepted'
};

export const publication = {
	title: '想换一盏亮一点的灯',
	publicText: '家里的灯暗了，晚上看不清路，想换一盏亮一点的。',
	alias: '陈阿姨',
	category: 'goods',
	consentWay: 'phone',
	consent: true,
	cleared: true
};

/** A wish of the beneficiary in a state of the main line, led there by the commands; one place, held by the claimer from the claim on. */
export async function wishIn(
	cast: Cast,
	state: WishState,
	pictureIds: readonly string[] = [],
	receiptIds: readonly string[] = []
): Promise<string> {
	const { id: wishId } = await submitWish(cast.as('beneficiary'), {
		centreId: cast.here.id,
		category: 'goods',
		communityId: cast.here.communityId,
		beneficiaryKind: 'elder',
		told: '家里的灯太暗了，想换一盏亮一点的',
		name: '陈小梅',
		address: '样例街1号101',
		phone: cast.phones.beneficiary,
		contactWay: 'code'
	});
	if (state === 'collected') return wishId;
	if (state === 'approving') {
		for (const { by, action, input } of line(cast, []).slice(0, 2))
			await act(action, cast.as(by), { ...input, budget: '600', centreId: cast.here.id, wishId });
		return wishId;
	}
	const steps = line(cast, pictureIds, receiptIds);
	const last = steps.findLastIndex(({ to }) => to === state);
	if (last < 0) throw new Error(`the main line does not come to ${state}`);
	if (state === 'accepted') steps.splice(last + 1, 0, thanks);
	for (const { by, action, input } of steps.slice(0, last + (state === 'accepted' ? 2 : 1)))
		await act(action, cast.as(by), { ...input, centreId: cast.here.id, wishId });
	return wishId;
}

/** The same wish again, with its claims, its clock and what was verified, to try something on: returns its id. */
export async function copyOf(db: Db, centreId: string, wishId: string, changed: object = {}): Promise<string> {
	const id = newId();
	const copied = (table: string, changes: object, which: RawBuilder<unknown>) =>
		sql`
		insert into ${sql.table(table)}
		select (jsonb_populate_record(one, ${JSON.stringify(changes)}::jsonb)).* from ${sql.table(table)} as one
		where centre_id = ${centreId} and ${which}`.execute(db);
	await copied('wishes.wish', { id, reference: newReference(), ...changed }, sql`id = ${wishId}`);
	for (const table of ['wishes.claim', 'wishes.verification'])
		await copied(table, { id: newId(), wish_id: id }, sql`wish_id = ${wishId}`);
	for (const table of ['wishes.thanks', 'wishes.milestone'])
		await copied(table, { wish_id: id }, sql`wish_id = ${wishId}`);
	const given = await db
		.selectFrom('people.consent')
		.select('id')
		.where('subject_id', '=', wishId)
		.where('withdrawn_at', 'is', null)
		.execute();
	for (const consent of given) await copied('people.consent', { id: newId(), subject_id: id }, sql`id = ${consent.id}`);
	const clock = sql`subject_id = ${wishId} and state = 'running'`;
	await copied('deadlines.deadline', { id: newId(), subject_id: id }, clock);
	return id;
}

/** A project with a milestone to reach, like a wish in everything else. */
export async function copyAsProject(db: Db, centreId: string, wishId: string): Promise<string> {
	const id = await copyOf(db, centreId, wishId, { kind: 'project' });
	await db
		.insertInto('wishes.milestone')
		.values({ centre_id: centreId, wish_id: id, position: 1, title: '水管改造完', due_on: '2026-12-20' })
		.execute();
	return id;
}

/** What a person is sent when the work on their wish is done: the address of the link, and the code. */
export async function confirmationFor(
	cast: Cast & { db: Db }
): Promise<{ wishId: string; path: string; code: string }> {
	const wishId = await wishIn(cast, 'submitted');
	const text = await newestMessage(cast.db, '/confirm/');
	return { wishId, path: /\/confirm\/[\w-]+/.exec(text)?.[0] ?? '', code: /确认码 (\d{6})/.exec(text)?.[1] ?? '' };
}

/** The newest of the texts that were sent which contains this. */
export async function newestMessage(db: Db, part: string): Promise<string> {
	const rows = await db
		.selectFrom('notifications.message')
		.select('text_sealed')
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(20)
		.execute();
	return rows.map((row) => open(row.text_sealed)).find((text) => text.includes(part)) ?? '';
}
