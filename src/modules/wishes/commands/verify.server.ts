import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { messagePerson } from '#modules/people/server.ts';
import { rejectionText } from '../wish.ts';
import { recorder, transition } from './transition.server.ts';

/** A phone check or a home visit, with its result. */
export const verifyWish = transition('verify', async (work, wish, { method, result, note }) => {
	await work.db
		.insertInto('wishes.verification')
		.values({
			centre_id: wish.centreId,
			id: newId(),
			wish_id: wish.id,
			method,
			result,
			recorded_by: recorder(work),
			verified_on: shanghaiDate(work.clock())
		})
		.execute();
	return { set: { handler_id: recorder(work) }, data: { method, result }, note };
});

/** A refusal is told to the person with the way to go instead. */
export const rejectWish = transition('reject', async (work, wish, { reason, note }) => {
	const told = await messagePerson(work, {
		centreId: wish.centreId,
		personId: wish.personId,
		text: rejectionText(wish.reference, reason)
	});
	return { set: { rejection_reason: reason }, data: { reason, told }, note };
});
