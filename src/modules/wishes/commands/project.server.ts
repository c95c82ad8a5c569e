import type { Work } from '#kernel/command.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { CostItem } from '../forms.ts';
import { heldBy, requirePast, roleFor } from './claim.server.ts';
import type { LockedWish } from './lock.server.ts';
import { freeParts, takeParts } from './parts.server.ts';
import { recorder, transition } from './transition.server.ts';

/**
 * The budget of a project, item by item, and its milestones. Written anew until a milestone is reached; an item that somebody
 * carries, or on which money was spent, stays as it is. Errors: Conflict for touching these; Invalid for two of one name.
 */
export const planBudget = transition('budget', async (work, wish, { items, milestones }) => {
	requireDistinct(items);
	await writeMilestones(work, wish, milestones);
	const partIds = await writeItems(work, wish, items);
	const budgetFen = items.reduce((sum, { amountFen }) => sum + amountFen, 0);
	return {
		to: wish.subject.state,
		set: { budget_fen: budgetFen },
		data: { budgetFen, items: items.length, milestones: milestones.length },
		result: { partIds }
	};
});

/** Who carries what of a project. What a claimer does not name, they give back. Errors: Missing place; Conflict for what another carries. */
export const shareParts = transition('share', async (work, wish, { claimer, partIds }, roles) => {
	const as = roleFor(work, wish, claimer, roles);
	const { id } = heldBy(wish, claimer);
	await freeParts(work, wish, [id]);
	await takeParts(work, wish, id, partIds);
	return { data: { claimer, parts: new Set(partIds).size }, as };
});

/** A milestone is reached. Errors: Invalid for one that is not this project's or was reached before. */
export const reachMilestone = transition('milestone', async (work, wish, { position, reachedOn, note }) => {
	requirePast(work, 'reachedOn', reachedOn);
	const changed = await work.db
		.updateTable('wishes.milestone')
		.set({ reached_on: reachedOn, recorded_by: recorder(work) })
		.where('centre_id', '=', wish.centreId)
		.where('wish_id', '=', wish.id)
		.where('position', '=', position)
		.where('reached_on', 'is', null)
		.executeTakeFirst();
	const message = '没有这个节点，或者它已经完成了';
	if (changed.numUpdatedRows === 0n) throw new Invalid(message, [{ field: 'position', message }]);
	return { data: { position, reachedOn }, note };
});

function requireDistinct(items: readonly CostItem[]): void {
	const twice = items.find(({ item }, at) => items.findIndex((other) => other.item === item) !== at);
	const message = `有两项都叫“${twice?.item}”，请改一个名称，花钱的时候好对上`;
	if (twice) throw new Invalid(message, [{ field: 'items', message }]);
}

async function writeMilestones(
	{ db }: Work,
	{ centreId, id }: LockedWish,
	milestones: readonly { title: string; dueOn: string }[]
): Promise<void> {
	const at = { centre_id: centreId, wish_id: id };
	const reached = await db
		.selectFrom('wishes.milestone')
		.select('position')
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', id)
		.where('reached_on', 'is not', null)
		.executeTakeFirst();
	if (reached) throw new Conflict('已经有节点完成了，预算和节点不能再改。');
	await db.deleteFrom('wishes.milestone').where('centre_id', '=', centreId).where('wish_id', '=', id).execute();
	if (milestones.length === 0) return;
	await db
		.insertInto('wishes.milestone')
		.values(milestones.map(({ title, dueOn }, order) => ({ ...at, position: order + 1, title, due_on: dueOn })))
		.execute();
}

/** Returns the ids, in the order of the items. */
async function writeItems({ db }: Work, { centreId, id }: LockedWish, items: readonly CostItem[]): Promise<string[]> {
	const at = { centre_id: centreId, wish_id: id };
	const kept = await db
		.selectFrom('wishes.budget_item as b')
		.select(['b.item', 'b.amount_fen'])
		.where('b.centre_id', '=', centreId)
		.where('b.wish_id', '=', id)
		.where((where) =>
			where.or([
				where('b.claim_id', 'is not', null),
				where.exists(
					where
						.selectFrom('wishes.cost as c')
						.select('c.id')
						.whereRef('c.centre_id', '=', 'b.centre_id')
						.whereRef('c.wish_id', '=', 'b.wish_id')
						.whereRef('c.budget_item_id', '=', 'b.id')
				)
			])
		)
		.execute();
	const changed = kept.find(
		(old) => !items.some(({ item, amountFen }) => item === old.item && amountFen === old.amount_fen)
	);
	if (changed)
		throw new Conflict(`“${changed.item}”已经有单位承担，或者已经花了钱，名称和金额要保持不变。可以另外加项。`);
	const names = kept.map(({ item }) => item);
	await db
		.deleteFrom('wishes.budget_item')
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', id)
		.$if(names.length > 0, (query) => query.where('item', 'not in', names))
		.execute();
	const written = await db
		.insertInto('wishes.budget_item')
		.values(
			items.map(({ item, amountFen }, position) => ({ ...at, id: newId(), position, item, amount_fen: amountFen }))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['centre_id', 'wish_id', 'item'])
				.doUpdateSet(({ ref }) => ({ position: ref('excluded.position') }))
		)
		.returning(['id', 'position'])
		.execute();
	return written.toSorted((a, b) => a.position - b.position).map((row) => row.id);
}
