import type { Work } from '#kernel/command.ts';

/**
 * Members who wait to be known by the centre, or are known now: until then nobody can call on them. Told by the facts of
 * whatever they wait for. The caller has checked that the actor may.
 */
export async function setMembersActive(
	{ db }: Work,
	centreId: string,
	ids: readonly string[],
	active: boolean
): Promise<void> {
	if (ids.length === 0) return;
	await db
		.updateTable('directory.member')
		.set({ active })
		.where('centre_id', '=', centreId)
		.where(({ eb, fn, val }) => eb('id', '=', fn<string>('any', [val(ids)])))
		.where('active', '<>', active)
		.execute();
}
