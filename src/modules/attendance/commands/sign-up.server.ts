import { sql } from 'kysely';
import { system } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { isKnown } from '#kernel/errors.ts';
import { memberById } from '#modules/directory/server.ts';
import { signUp } from '#modules/posts/server.ts';

interface Attending {
	centreId: string;
	shiftId: string;
	memberId: string;
}

/**
 * The place somebody holds in a shift. Who comes without one takes a free one, or is told why not. The shift has begun, so they
 * could not sign up themself any more: that they are at the place speaks for them.
 */
export async function signUpFor(work: Work, attending: Attending): Promise<{ id: string } | { reason: string }> {
	const held = await heldPlace(work, attending);
	if (held) return held;
	const refused = await undone(work, () => signUp({ ...work, actor: system('attendance') }, attending));
	if (refused !== undefined) {
		const { alias } = await memberById(work.db, attending.centreId, attending.memberId);
		return { reason: refused.replaceAll(alias, '您') };
	}
	return (await heldPlace(work, attending)) ?? { reason: '请问问现场负责人。' };
}

const heldPlace = ({ db }: Work, { centreId, shiftId, memberId }: Attending) =>
	db
		.selectFrom('posts.sign_up')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('shift_id', '=', shiftId)
		.where('member_id', '=', memberId)
		.where('state', '=', 'held')
		.executeTakeFirst();

/** Runs what may be refused; then nothing of it is left, and the transaction goes on. Answers what the refusal said. */
async function undone({ db }: Work, run: () => Promise<unknown>): Promise<string | undefined> {
	await sql`savepoint walk_in`.execute(db);
	try {
		await run();
		await sql`release savepoint walk_in`.execute(db);
		return undefined;
	} catch (thrown) {
		// only what the command says itself: anything else ends the whole scan
		if (!isKnown(thrown)) throw thrown;
		await sql`rollback to savepoint walk_in`.execute(db);
		return thrown.message;
	}
}
