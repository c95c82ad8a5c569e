import type { Work } from '#kernel/command.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import type { LockedWish } from './lock.server.ts';

/** Gives a claim the parts of the budget that it carries. Errors: Invalid for a wish without parts; Conflict for a part that is taken. */
export async function takeParts(
	work: Work,
	wish: LockedWish,
	claimId: string,
	partIds: readonly string[]
): Promise<void> {
	const wanted = [...new Set(partIds)];
	if (wanted.length === 0) return;
	if (wish.kind !== 'project') throw new Invalid(NO_PARTS, [{ field: 'partIds', message: NO_PARTS }]);
	const taken = await work.db
		.updateTable('wishes.budget_item')
		.set({ claim_id: claimId })
		.where('centre_id', '=', wish.centreId)
		.where('wish_id', '=', wish.id)
		.where('id', 'in', wanted)
		.where('claim_id', 'is', null)
		.executeTakeFirst();
	if (Number(taken.numUpdatedRows) !== wanted.length)
		throw new Conflict('选的项目里有的刚刚被别的单位承担了，或者预算改过了。请刷新页面重新选。');
}

const NO_PARTS = '只有微项目可以分项承担';

/** Takes the parts from a claim, before it gives its place back. Returns their ids. */
export async function freeParts(work: Work, wish: LockedWish, claimIds: readonly string[]): Promise<string[]> {
	if (wish.kind !== 'project' || claimIds.length === 0) return [];
	const freed = await work.db
		.updateTable('wishes.budget_item')
		.set({ claim_id: null })
		.where('centre_id', '=', wish.centreId)
		.where('wish_id', '=', wish.id)
		.where('claim_id', 'in', claimIds)
		.returning('id')
		.execute();
	return freed.map(({ id }) => id);
}
