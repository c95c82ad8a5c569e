import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { createPost, createShift, openPost } from '#modules/posts/server.ts';
import type { Audience } from '../call.ts';
import { AudienceChosen } from '../forms.ts';
import { countAudience, wavesOf } from '../queries/audience.server.ts';
import type { CallRow } from './lock.server.ts';
import { keepStep, takeStep } from './step.server.ts';
import { waveRow } from './write-call.server.ts';

const InCall = z.object({ centreId: z.uuid(), callId: z.uuid() });

/**
 * Opens a call: its post and its shift, and a job that tells the members, begin with it or not at all. Returns how many are told.
 * Errors: Missing; Conflict when it is not a draft, is over by now, or is for nobody.
 */
export const openCall = command('calls.open', InCall, async (work, { centreId, callId }) => {
	const step = await takeStep(work, { centreId, callId }, 'open');
	const { call } = step;
	if (call.startsAt <= work.clock()) throw new Conflict('写的开始时间已经过了，请先改时间再发出。');
	const made = await makeShift(work, call);
	const [first] = await wavesOf(work.db, centreId, callId);
	const expected = first ? await mustBeSomebody(work, call, first) : 0;
	await work.db
		.updateTable('calls.wave')
		.set({ expected, sent_at: work.clock() })
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.where('number', '=', 1)
		.execute();
	await keepStep(work, step, 'call.opened', { set: { ...made, opened_at: work.clock() }, data: { expected } });
	await work.enqueue('tellCall', { centreId, callId });
	return { expected };
});

/** Tells more people, whom no wave before has told. Errors: as openCall; Conflict as long as the last wave is under way. */
export const widenCall = command('calls.widen', AudienceChosen.extend(InCall.shape), async (work, input) => {
	const { centreId, callId, ...audience } = input;
	const step = await takeStep(work, { centreId, callId }, 'widen');
	if (step.call.startsAt <= work.clock()) throw new Conflict('已经开始了，再通知也来不及报名，请打电话找人。');
	const waves = await wavesOf(work.db, centreId, callId);
	if (waves.some(({ doneAt }) => doneAt === null)) throw new Conflict('上一批还在通知，请过一会儿再通知下一批。');
	const expected = await mustBeSomebody(work, step.call, audience);
	const number = waves.length + 1;
	await work.db
		.insertInto('calls.wave')
		.values({
			...{ centre_id: centreId, call_id: callId, number, expected, sent_at: work.clock() },
			...waveRow(work, audience)
		})
		.execute();
	await keepStep(work, step, 'call.widened', { data: { wave: number, expected } });
	await work.enqueue('tellCall', { centreId, callId });
	return { expected };
});

async function mustBeSomebody({ db }: Work, { centreId, id }: CallRow, audience: Audience) {
	const { all } = await countAudience(db, centreId, id, audience);
	if (all === 0) throw new Conflict('照现在选的条件，一个人也找不到，或者都通知过了。请放宽条件再试。');
	return all;
}

/** The post and the shift of a call, open from the start: whoever says yes is signed up there. */
async function makeShift(work: Work, call: CallRow) {
	const { centreId } = call;
	const post = await createPost(work, {
		...{ centreId, title: call.title, field: call.field, communityId: call.communityId, place: call.place },
		description: call.task
	});
	const shift = await createShift(work, {
		...{ centreId, postId: post.id, places: call.places },
		...{ startsAt: call.startsAt.toISOString(), endsAt: call.endsAt.toISOString() }
	});
	await openPost(work, { centreId, postId: post.id });
	return { post_id: post.id, shift_id: shift.id };
}
