import { sql } from 'kysely';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { actionsFor } from '#kernel/lifecycle.ts';
import { open } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mayKeep } from '#modules/directory/index.ts';
import { proofLifecycle, type ProofAction, type ProofState } from '../lifecycle.ts';
import { isMember, maySeeRecord, maySeeRecords, rolesOn } from '../policy.ts';
import { plainCode } from '../proof-content.server.ts';
import { calledOf } from './called.server.ts';
import type { FieldTotal } from './totals.server.ts';

/** How it stands: as its state says, or out of date because hours it rests on were voided. */
export type ProofStanding = ProofState | 'outdated';

export interface ProofLine {
	id: string;
	memberId: string;
	code: string;
	from: string;
	to: string;
	times: number;
	minutes: number;
	issuedOn: string;
	standing: ProofStanding;
}

/** A member's, newest first. The caller has checked who asks. */
export async function proofsOf(db: Db, centreId: string, memberId: string): Promise<ProofLine[]> {
	const rows = await selectProofs(db, centreId)
		.where('p.member_id', '=', memberId)
		.orderBy('p.id', 'desc')
		.limit(100)
		.execute();
	return rows.map(lineOf);
}

const PAGE = 50;

/** All of the centre, newest first, or the one with a code. Errors: Missing for whoever is not at the desk. */
export async function proofsIn(
	context: Context,
	centreId: string,
	{ code = '', after }: { code?: string; after?: string | undefined }
): Promise<{ proofs: (ProofLine & { label: string })[]; next: string | null }> {
	if (!maySeeRecords(context.actor, centreId)) throw new Missing('没有这个页面。');
	const rows = await selectProofs(context.db, centreId)
		.$if(code !== '', (query) => query.where('p.code', '=', plainCode(code)))
		.$if(isId(after), (query) => query.where('p.id', '<', after ?? ''))
		.orderBy('p.id', 'desc')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	const called = await calledOf(
		context,
		centreId,
		shown.map(({ member_id }) => member_id)
	);
	return {
		proofs: shown.map((row) => ({ ...lineOf(row), label: called.get(row.member_id)?.label ?? '' })),
		next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null
	};
}

export interface ProofPaper extends ProofLine {
	/** For the member and those who keep the roster; nobody else sees whose it is. */
	name: string;
	fields: FieldTotal[];
	replacedBy: string | null;
	actions: ProofAction[];
}

/** Everything that stands on the paper. Errors: Missing. */
export async function proofPaper({ db, actor }: Context, centreId: string, id: string): Promise<ProofPaper> {
	const row = isId(id) ? await selectProofs(db, centreId).where('p.id', '=', id).executeTakeFirst() : undefined;
	if (!row || !maySeeRecord(actor, centreId, { kind: 'member', id: row.member_id }))
		throw new Missing('没有这份证明。');
	const isNamed = mayKeep(actor, centreId) || isMember(actor, centreId, row.member_id);
	return {
		...lineOf(row),
		name: isNamed ? open(row.name_sealed) : '（只有本人和管名册的工作人员看得到）',
		fields: row.fields as unknown as FieldTotal[],
		replacedBy: row.replaced_by,
		actions: actionsFor(proofLifecycle, row.state as ProofState, rolesOn(actor, { centreId, memberId: row.member_id }))
	};
}

/** Proofs with whether hours they rest on were voided since. */
export const selectProofs = (db: Db, centreId: string) =>
	db
		.selectFrom('records.proof as p')
		.selectAll()
		.select(
			sql<boolean>`exists (
				select from records.proof_hours as rests
				join attendance.hours as h on h.centre_id = rests.centre_id and h.id = rests.hours_id
				where rests.centre_id = p.centre_id and rests.proof_id = p.id and h.voided_at is not null)`.as('outdated')
		)
		.where('p.centre_id', '=', centreId);

export type ProofRow = Awaited<ReturnType<ReturnType<typeof selectProofs>['executeTakeFirstOrThrow']>>;

export const standingOf = ({ state, outdated }: Pick<ProofRow, 'state' | 'outdated'>): ProofStanding =>
	state === 'valid' && outdated ? 'outdated' : (state as ProofState);

const lineOf = (row: ProofRow): ProofLine => ({
	id: row.id,
	memberId: row.member_id,
	code: row.code,
	from: row.from_on,
	to: row.to_on,
	times: row.times,
	minutes: row.minutes,
	issuedOn: shanghaiDate(row.issued_at),
	standing: standingOf(row)
});
