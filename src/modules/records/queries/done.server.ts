import type { Db } from '#kernel/db.ts';
import { claimCounts } from '#modules/wishes/server.ts';
import type { Span } from '../period.ts';
import type { Done } from '../recognition.ts';
import type { Served } from '../policy.ts';
import { totalsByMember, totalsByRoster, totalsOf } from './totals.server.ts';

/** Everything that everybody of a kind did in a time, by id: hours in these fields (all, when there are none), finished claims. */
export async function doneBy(
	db: Db,
	centreId: string,
	kind: Served['kind'],
	span: Span,
	fields: readonly string[]
): Promise<Map<string, Done>> {
	const totals =
		kind === 'member'
			? await totalsByMember(db, centreId, span, { fields })
			: await totalsByRoster(db, centreId, span, { fields });
	const claims = await claimCounts(db, centreId, kind, span);
	const ids = new Set([...totals.keys(), ...claims.keys()]);
	return new Map(
		[...ids].map((id) => [
			id,
			{
				times: totals.get(id)?.times ?? 0,
				minutes: totals.get(id)?.minutes ?? 0,
				claims: claims.get(id)?.finished ?? 0
			}
		])
	);
}

/** The same of one. */
export async function doneOf(
	db: Db,
	centreId: string,
	{ kind, id }: Served,
	span: Span,
	fields: readonly string[]
): Promise<Done> {
	const whose = kind === 'member' ? { memberId: id } : { rosterOf: id };
	const { times, minutes } = await totalsOf(db, centreId, span, { ...whose, fields });
	const claims = await claimCounts(db, centreId, kind, span, [id]);
	return { times, minutes, claims: claims.get(id)?.finished ?? 0 };
}
