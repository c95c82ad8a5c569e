import { newId } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { messagePerson } from '#modules/people/server.ts';
import { rejections } from '../wish.ts';
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
	await messagePerson(work, {
		centreId: wish.centreId,
		personId: wish.personId,
		text: `您的心愿（编号 ${wish.reference}）这次不能办理，原因：${rejections[reason].label}。${rejections[reason].instead}`
	});
	return { set: { rejection_reason: reason }, data: { reason }, note };
});
