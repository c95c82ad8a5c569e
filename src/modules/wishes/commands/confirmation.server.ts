import type { z } from 'zod';
import { env } from '#env';
import { command, parse, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { messagePerson } from '#modules/people/server.ts';
import { AcceptWish, ReopenWish, ThankWish } from '../forms.ts';
import { acceptWish, reopenWish } from './accept.server.ts';
import { thankWish } from './thank.server.ts';
import { codeHash, MOST_FAILURES, newCode, Opening, refuseWrongCode } from './link-code.server.ts';
import { hashOf, newToken } from './token.server.ts';
import { lockWish, type LockedWish } from './lock.server.ts';

const DAYS_VALID = 30;
/** As long as the browser remembers the link. */
const HOURS_FOR_THANKS = 2;

/**
 * Asks the person by a link and a code to their phone whether the work is done. An earlier link is void then.
 * @returns whether there was a phone to send it to; else a clerk calls or visits.
 */
export async function sendConfirmation(work: Work, wish: LockedWish): Promise<boolean> {
	const token = newToken();
	const code = newCode();
	const { publicOrigin, host, port } = env();
	const origin = publicOrigin ?? `http://${host}:${port}`;
	const text = `您的心愿“${wish.title}”已经做好。请打开 ${origin}/confirm/${token} 看看满不满意，确认码 ${code}。不方便上网，我们会打电话问您。`;
	const isSent = await messagePerson(work, { centreId: wish.centreId, personId: wish.personId, text });
	if (!isSent) return false;
	const now = work.clock();
	const at = { centre_id: wish.centreId, wish_id: wish.id };
	await work.db
		.updateTable('wishes.confirmation')
		.set({ used_at: now })
		.where('centre_id', '=', at.centre_id)
		.where('wish_id', '=', at.wish_id)
		.where('used_at', 'is', null)
		.execute();
	const expires = new Date(now.getTime() + DAYS_VALID * 86_400_000);
	await work.db
		.insertInto('wishes.confirmation')
		.values({
			...at,
			id: newId(),
			token_hash: hashOf(token),
			code_hash: codeHash('wishes.confirmation', token, code),
			expires_at: expires
		})
		.execute();
	return true;
}

/** What stands behind a link; the code is not asked for yet. Errors: Missing, Conflict when it is over. */
export async function confirmationBehind({ db, clock }: Context, token: string) {
	const row = await find(db, token);
	if (!row) throw new Missing('这个链接不对，请检查有没有复制完整。');
	if (row.used_at) throw new Conflict('这个链接已经用过了。还有意见，请打中心的电话。');
	if (row.expires_at <= clock()) throw new Conflict('这个链接已经过期。请打中心的电话，我们替您登记。');
	if (row.failed_attempts >= MOST_FAILURES) throw new Conflict('确认码输错的次数太多，链接已经作废。请打中心的电话。');
	return { centreId: row.centre_id, wishId: row.wish_id };
}

/** A wrong code counts even though the answer is a refusal: it is counted in a transaction of its own. Errors: as above, Invalid. */
export async function checkConfirmation(context: Context, input: z.input<typeof Opening>) {
	const { token, code } = parse(Opening, input);
	const behind = await confirmationBehind(context, token);
	await refuseWrongCode(context.db, 'wishes.confirmation', { token, code });
	return behind;
}

const AcceptByLink = Opening.extend(AcceptWish.omit({ way: true, documentIds: true }).shape);
const ReopenByLink = Opening.extend(ReopenWish.omit({ way: true }).shape);

/** The person confirms by link and code, without an account. Call `checkConfirmation` first: it counts wrong codes. */
export const acceptByLink = command('wishes.acceptByLink', AcceptByLink, async (work, { token, code, ...input }) => {
	const place = await use(work, token, code);
	return acceptWish.within(work, { ...place, ...input, documentIds: [], way: 'link' }, ['beneficiary']);
});

/** The person sends the work back by link and code. */
export const reopenByLink = command('wishes.reopenByLink', ReopenByLink, async (work, { token, code, ...input }) => {
	const place = await use(work, token, code);
	return reopenWish.within(work, { ...place, ...input, way: 'link' }, ['beneficiary']);
});

const ThankByLink = Opening.extend(ThankWish.omit({ way: true }).shape);

/** Whoever has just confirmed by a link says their thanks by it, as long as they may have it open. Errors: Conflict afterwards. */
export const thankByLink = command('wishes.thankByLink', ThankByLink, async (work, { token, code, ...input }) => {
	const since = new Date(work.clock().getTime() - HOURS_FOR_THANKS * 3_600_000);
	const used = await work.db
		.selectFrom('wishes.confirmation')
		.select(['centre_id', 'wish_id'])
		.where('token_hash', '=', hashOf(token))
		.where('code_hash', '=', codeHash('wishes.confirmation', token, code))
		.where('failed_attempts', '<', MOST_FAILURES)
		.where('used_at', '>', since)
		.executeTakeFirst();
	if (!used) throw new Conflict('这个链接已经用完了。想说感谢的话，请打中心的电话，我们替您记下来。');
	return thankWish.within(work, { centreId: used.centre_id, wishId: used.wish_id, ...input, way: 'link' }, [
		'beneficiary'
	]);
});

/** The wish is locked first, as everywhere; then the row of the link is the lock: it is used once. */
async function use(work: Work, token: string, code: string): Promise<{ centreId: string; wishId: string }> {
	const place = await confirmationBehind(work, token);
	await lockWish(work.db, place.centreId, place.wishId);
	const used = await work.db
		.updateTable('wishes.confirmation')
		.set({ used_at: work.clock() })
		.where('token_hash', '=', hashOf(token))
		.where('code_hash', '=', codeHash('wishes.confirmation', token, code))
		.where('used_at', 'is', null)
		.executeTakeFirst();
	if (used.numUpdatedRows === 0n) throw new Conflict('确认码不对，或者这个链接刚刚用过了。');
	return place;
}

const find = (db: Context['db'], token: string) =>
	db
		.selectFrom('wishes.confirmation')
		.select(['centre_id', 'wish_id', 'used_at', 'expires_at', 'failed_attempts'])
		.where('token_hash', '=', hashOf(token))
		.executeTakeFirst();
