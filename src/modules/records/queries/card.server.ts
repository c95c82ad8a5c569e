import type { Db } from '#kernel/db.ts';
import { openMaybe } from '#kernel/secrets.ts';

/** What the community wrote on a member's service card for a period. The caller has checked who asks. */
export async function remarksOf(
	db: Db,
	centreId: string,
	memberId: string,
	period: string
): Promise<{ remarks: string | null; writtenAt: Date | null }> {
	const row = await db
		.selectFrom('records.card')
		.select(['remarks_sealed', 'written_at'])
		.where('centre_id', '=', centreId)
		.where('member_id', '=', memberId)
		.where('period', '=', period)
		.executeTakeFirst();
	return { remarks: openMaybe(row?.remarks_sealed ?? null), writtenAt: row?.written_at ?? null };
}
