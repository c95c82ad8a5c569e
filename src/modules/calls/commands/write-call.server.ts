import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { mustBePlace, serviceFieldsOf } from '#modules/directory/server.ts';
import type { Audience } from '../call.ts';
import { momentOf, WriteCall } from '../forms.ts';
import { callerRoleOf } from '../policy.ts';
import { keepStep, takeStep } from './step.server.ts';

const HOUR_MS = 3_600_000;
/** A shift of the module posts lasts a day at most. */
const LONGEST_MS = 24 * HOUR_MS;

type Written = z.output<typeof WriteCall>;

/** Writes a call down; nobody is told yet. Errors: Invalid; Missing community or field; Refused unless a clerk or leader. */
export const writeCall = command('calls.write', WriteCall.extend({ centreId: z.uuid() }), async (work, input) => {
	const { centreId } = input;
	const as = callerRoleOf(work.actor, centreId);
	if (!as) throw new Refused('只有本中心的工作人员和负责人可以写动员令。');
	const [id, reference] = [newId(), newReference()];
	await work.db
		.insertInto('calls.call')
		.values({
			...(await rowOf(work, centreId, input)),
			...{ centre_id: centreId, id, reference, state: 'draft' },
			...{ created_by: accountOf(work.actor), created_at: work.clock() }
		})
		.execute();
	await work.db
		.insertInto('calls.wave')
		.values({ centre_id: centreId, call_id: id, number: 1, ...waveRow(work, input) })
		.execute();
	await work.record({
		centreId,
		subject: { kind: 'call', id },
		action: 'call.written',
		as,
		channel: 'online',
		data: { urgency: input.urgency, field: input.field, places: input.places }
	});
	return { id, reference };
});

/** Changes a call that nobody was told of yet. Errors: as writeCall, and Conflict once it is open. */
export const reviseCall = command(
	'calls.revise',
	WriteCall.extend({ centreId: z.uuid(), callId: z.uuid() }),
	async (work, { centreId, callId, ...input }) => {
		const step = await takeStep(work, { centreId, callId }, 'revise');
		await work.db
			.updateTable('calls.wave')
			.set(waveRow(work, input))
			.where('centre_id', '=', centreId)
			.where('call_id', '=', callId)
			.where('number', '=', 1)
			.execute();
		await keepStep(work, step, 'call.revised', { set: await rowOf(work, centreId, input) });
		return { id: callId, reference: step.call.reference };
	}
);

async function rowOf({ db, clock }: Work, centreId: string, input: Written) {
	const [startsAt, endsAt] = [momentOf(input.startsAt), momentOf(input.endsAt)];
	const lasts = endsAt.getTime() - startsAt.getTime();
	if (lasts <= 0) throw wrong('endsAt', '结束要比开始晚，请改一下时间');
	if (lasts > LONGEST_MS) throw wrong('endsAt', '一次动员最长24小时；要好几天的，请一天写一份');
	if (startsAt <= clock()) throw wrong('startsAt', '这个时间已经过了，请改成以后的时间');
	const fields = await serviceFieldsOf(db, centreId);
	if (!fields.some(({ code }) => code === input.field)) throw new Missing('没有这个服务领域。');
	await mustBePlace(db, centreId, { communityId: input.communityId });
	return {
		...{ title: input.title, task: input.task, urgency: input.urgency, field: input.field, place: input.place },
		...{ community_id: input.communityId ?? null, starts_at: startsAt, ends_at: endsAt, places: input.places }
	};
}

const wrong = (field: string, message: string) => new Invalid(message, [{ field, message }]);

/** The lists as they are kept; who made the wave, and when. */
export const waveRow = ({ actor, clock }: Work, { met, communities, grids, kinds, skills, fields }: Audience) => ({
	...{ met, communities, grids, kinds, skills, fields },
	...{ made_by: accountOf(actor), made_at: clock() }
});
