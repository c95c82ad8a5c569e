import type { Listener } from '#kernel/command.ts';
import { shiftById } from '#modules/posts/server.ts';

/** Whoever has attested hours in a field has served in it: calls can ask for them. */
export const keepExperience: Listener = async (work, fact) => {
	const { memberId } = fact.data as { memberId?: unknown };
	const shift = await shiftById(work.db, fact.centreId, fact.subject.id);
	if (typeof memberId !== 'string' || !shift) return;
	await work.db
		.insertInto('calls.experience')
		.values({ centre_id: fact.centreId, member_id: memberId, field: shift.field })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};
