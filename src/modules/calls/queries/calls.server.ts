import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { callRows, NO_CALL, type CallRow } from '../commands/lock.server.ts';
import type { CallState } from '../lifecycle.ts';
import { mayCall } from '../policy.ts';
import { wavesOf, type WaveRow } from './audience.server.ts';

const PAGE = 20;

export interface CallLine extends CallRow {
	told: number;
	yes: number;
}

/** A page of the calls of a centre, the newest first. Errors: Missing for whoever has no part in them. */
export async function callsOf(
	{ db, actor }: Context,
	centreId: string,
	{ state, after }: { state?: CallState | undefined; after?: string | undefined } = {}
): Promise<{ calls: CallLine[]; next: string | null }> {
	if (!mayCall(actor, centreId)) throw new Missing('没有这个页面。');
	const rows = await callRows(db, centreId)
		.$if(state !== undefined, (query) => query.where('c.state', '=', state as CallState))
		.$if(after !== undefined, (query) => query.where('c.id', '<', after ?? ''))
		.orderBy('c.id', 'desc')
		.limit(PAGE + 1)
		.execute();
	const page = rows.slice(0, PAGE);
	const counts = await answersOf(
		db,
		centreId,
		page.map(({ id }) => id)
	);
	return {
		calls: page.map((call) => ({ ...call, ...(counts.get(call.id) ?? { told: 0, yes: 0 }) })),
		next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null
	};
}

export interface CallDetail extends CallRow {
	fieldName: string;
	communityName: string | null;
	waves: WaveRow[];
}

/** A call for those who see them all. Errors: Missing. */
export async function callById({ db, actor }: Context, centreId: string, id: string): Promise<CallDetail> {
	if (!mayCall(actor, centreId)) throw new Missing(NO_CALL);
	return callNamed(db, centreId, id);
}

/** By its id, or by its reference as messages carry it; the caller has checked who asks. Errors: Missing. */
export async function callNamed(db: Db, centreId: string, idOrReference: string): Promise<CallDetail> {
	const row = await callRows(db, centreId)
		.innerJoin('directory.service_field as field', (join) =>
			join.onRef('field.centre_id', '=', 'c.centre_id').onRef('field.code', '=', 'c.field')
		)
		.leftJoin('directory.community as community', (join) =>
			join.onRef('community.centre_id', '=', 'c.centre_id').onRef('community.id', '=', 'c.community_id')
		)
		.select(['field.name as fieldName', 'community.name as communityName'])
		.where(isId(idOrReference) ? 'c.id' : 'c.reference', '=', idOrReference)
		.executeTakeFirst();
	if (!row) throw new Missing(NO_CALL);
	return { ...row, waves: await wavesOf(db, centreId, row.id) };
}

async function answersOf(db: Db, centreId: string, ids: string[]) {
	if (ids.length === 0) return new Map<string, { told: number; yes: number }>();
	// those who were told are counted wave by wave as they are; those who said yes are no more than there is room for
	const told = await db
		.selectFrom('calls.wave')
		.select(['call_id', ({ fn }) => fn.sum<number>('told').as('told')])
		.where('centre_id', '=', centreId)
		.where('call_id', 'in', ids)
		.groupBy('call_id')
		.execute();
	const willing = await db
		.selectFrom('calls.told')
		.select(['call_id', ({ fn }) => fn.countAll<number>().as('yes')])
		.where('centre_id', '=', centreId)
		.where('call_id', 'in', ids)
		.where('answer', '=', 'yes')
		.groupBy('call_id')
		.execute();
	const yes = new Map(willing.map((row) => [row.call_id, row.yes]));
	return new Map(told.map((row) => [row.call_id, { told: row.told, yes: yes.get(row.call_id) ?? 0 }]));
}
