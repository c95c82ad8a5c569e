import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import type { Work } from '#kernel/command.ts';
import { messagePerson, withdrawConsent } from '#modules/people/server.ts';
import { endedStates, isIn, type WishState } from '../lifecycle.ts';
import { PICTURES, PUBLICATION } from '../wish.ts';
import { copyAs } from './copy-as.server.ts';
import { hidePictures } from './pictures.server.ts';
import { recorder, transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/**
 * Two entries are the same wish: this one ends, the other goes on. Nothing is deleted, both histories stay. Both rows are
 * locked before anything is read, so that of two wishes merged into each other at once one goes on.
 * Errors: Invalid for a reference that is not the centre's, its own, or one that has ended.
 */
export const mergeWish = transition(
	'merge',
	async (work, wish, { into, note }) => {
		const target = await work.db
			.selectFrom('wishes.wish')
			.select(['id', 'state'])
			.where('centre_id', '=', wish.centreId)
			.where('reference', '=', into)
			.executeTakeFirst();
		const wrong = (message: string) => new Invalid(message, [{ field: 'into', message }]);
		if (!target) throw wrong('没有这个编号，请核对一下');
		if (target.id === wish.id) throw wrong('不能并入它自己，请填另一件的编号');
		if (isIn(endedStates, target.state as WishState)) throw wrong('那一件已经结束了，请并入还在办的一件');
		await work.record({
			centreId: wish.centreId,
			subject: { kind: 'wish', id: target.id },
			action: 'wish.absorbed',
			as: 'clerk',
			channel: 'online',
			data: { wishId: wish.id, reference: wish.reference }
		});
		await unpublish(work, wish);
		const told = await messagePerson(work, {
			centreId: wish.centreId,
			personId: wish.personId,
			text: `您的心愿（编号 ${wish.reference}）和编号 ${into} 是同一件事，已经合在一起办。`
		});
		return {
			set: { merged_into_id: target.id, on_wall: false, handler_id: recorder(work) },
			data: { into: target.id, reference: into, told },
			note,
			result: { goesOn: target.id }
		};
	},
	lockBoth
);

/** A wish becomes a project, or the other way round: a new entry of the other kind goes on, and is published anew. */
export const convertWish = transition('convert', async (work, wish, { reason }) => {
	if (wish.claims.length > 0) throw new Conflict('已经有人认领，不能再转换。');
	const { id, reference } = await copyAs(work, wish, wish.kind === 'wish' ? 'project' : 'wish');
	await unpublish(work, wish);
	const told = await messagePerson(work, {
		centreId: wish.centreId,
		personId: wish.personId,
		text: `您的心愿（编号 ${wish.reference}）改成了另一种办法来办，新的编号是 ${reference}。`
	});
	return {
		set: { converted_into_id: id, on_wall: false, handler_id: recorder(work) },
		data: { into: id, reference, told },
		note: reason,
		result: { id, reference, goesOn: id }
	};
});

/** In the order of their ids: whoever merges the other way round waits, and then finds this one ended. */
async function lockBoth({ db }: Work, { centreId, wishId, into }: { centreId: string; wishId: string; into: string }) {
	const locked = await db
		.selectFrom('wishes.wish')
		.select('id')
		.where('centre_id', '=', centreId)
		.where((where) => where.or([where('id', '=', wishId), where('reference', '=', into)]))
		.orderBy('id')
		.forUpdate()
		.execute();
	if (locked.length === 0) throw new Missing('没有这个心愿，或者它已经撤下。');
}

/** Where it goes on, it is published anew: with the pictures of that publication, and a consent of its own. */
async function unpublish(work: Work, wish: LockedWish): Promise<void> {
	await hidePictures(work, wish);
	const of = { centreId: wish.centreId, personId: wish.personId, subjectId: wish.id };
	for (const purpose of [PUBLICATION, PICTURES] as const) await withdrawConsent(work, { ...of, purpose });
}
