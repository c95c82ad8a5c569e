import { z } from 'zod';
import { env } from '#env';
import { command, parse, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { centreById } from '#modules/directory/server.ts';
import { hasPhone, messagePerson } from '#modules/people/server.ts';
import { AskOwnLink } from '../deciding.ts';
import { RetractConsent, WithdrawWish } from '../forms.ts';
import { lockWish } from './lock.server.ts';
import { retractConsent } from './retract.server.ts';
import { codeHash, MOST_FAILURES, newCode, Opening, refuseWrongCode } from './link-code.server.ts';
import { hashOf, newToken } from './token.server.ts';
import { withdrawWish } from './withdraw.server.ts';

const DAYS_VALID = 90;
const MOST_A_DAY = 3;
const DAY_MS = 86_400_000;

interface OwnWish {
	centreId: string;
	wishId: string;
	personId: string;
}

/**
 * Sends the person the link and the code by which they follow their wish without an account; an earlier link is void then.
 * `text` makes the message of what leads there. @returns whether there was a phone to send it to.
 */
export async function sendOwnLink(
	work: Work,
	{ centreId, wishId, personId }: OwnWish,
	text: (leading: string) => string
): Promise<boolean> {
	const token = newToken();
	const code = newCode();
	const { publicOrigin, host, port } = env();
	const { slug } = await centreById(work.db, centreId);
	const link = `${publicOrigin ?? `http://${host}:${port}`}/${slug}/wishes/mine/${token}`;
	if (!(await messagePerson(work, { centreId, personId, text: text(`${link} ，确认码 ${code}`) }))) return false;
	const now = work.clock();
	await work.db
		.updateTable('wishes.own_link')
		.set({ voided_at: now })
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.where('voided_at', 'is', null)
		.execute();
	await work.db
		.insertInto('wishes.own_link')
		.values({
			centre_id: centreId,
			id: newId(),
			wish_id: wishId,
			token_hash: hashOf(token),
			code_hash: codeHash('wishes.own_link', token, code),
			sent_at: now,
			expires_at: new Date(now.getTime() + DAYS_VALID * DAY_MS)
		})
		.execute();
	return true;
}

/**
 * Somebody asks for the link to their wish by its reference and their phone. Says nothing of whether they belong together:
 * whoever guesses learns nothing, and nobody gets more than three messages a day. Errors: Invalid.
 */
export const askOwnLink = command(
	'wishes.askOwnLink',
	AskOwnLink.extend({ centreId: z.uuid() }),
	async (work, { centreId, reference, phone }): Promise<void> => {
		const wish = await work.db
			.selectFrom('wishes.wish')
			.select(['id', 'person_id'])
			.where('centre_id', '=', centreId)
			.where('reference', '=', reference)
			.executeTakeFirst();
		if (!wish || !(await hasPhone(work.db, centreId, wish.person_id, phone))) return;
		await lockWish(work.db, centreId, wish.id);
		if (await wasSentOften(work, centreId, wish.id)) return;
		await sendOwnLink(
			work,
			{ centreId, wishId: wish.id, personId: wish.person_id },
			(leading) =>
				`您的心愿（编号 ${reference}）办到哪里了、谁看过您的联系方式，请打开 ${leading}。不是您要的？不用理会。`
		);
	}
);

async function wasSentOften(work: Work, centreId: string, wishId: string): Promise<boolean> {
	const lately = await work.db
		.selectFrom('wishes.own_link')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.where('sent_at', '>', new Date(work.clock().getTime() - DAY_MS))
		.limit(MOST_A_DAY)
		.execute();
	return lately.length === MOST_A_DAY;
}

/** What stands behind a link; the code is not asked for yet. Errors: Missing, Conflict when it is over. */
export async function ownLinkBehind({ db, clock }: Context, token: string) {
	const row = await db
		.selectFrom('wishes.own_link')
		.select(['centre_id', 'wish_id', 'voided_at', 'expires_at', 'failed_attempts'])
		.where('token_hash', '=', hashOf(token))
		.executeTakeFirst();
	if (!row) throw new Missing('这个链接不对，请检查有没有复制完整。');
	if (row.voided_at) throw new Conflict('后来又发过一条新的短信，请打开新的那条里的链接。');
	if (row.expires_at <= clock()) throw new Conflict('这个链接已经过期。请填编号和手机号，再要一条短信。');
	if (row.failed_attempts >= MOST_FAILURES)
		throw new Conflict('确认码输错的次数太多，链接已经作废。请填编号和手机号，再要一条短信。');
	return { centreId: row.centre_id, wishId: row.wish_id };
}

/** A wrong code counts even though the answer is a refusal: it is counted in a statement of its own. Errors: as above, Invalid. */
export async function checkOwnLink(context: Context, input: z.input<typeof Opening>) {
	const { token, code } = parse(Opening, input);
	const behind = await ownLinkBehind(context, token);
	await refuseWrongCode(context.db, 'wishes.own_link', { token, code });
	return behind;
}

/** The person no longer wants it, by link and code. Errors: those of the action; Conflict when the link is void. */
export const withdrawByLink = command(
	'wishes.withdrawByLink',
	Opening.extend(WithdrawWish.shape),
	async (work, { token, code, ...input }) =>
		withdrawWish.within(work, { ...(await use(work, token, code)), ...input }, ['beneficiary'])
);

/** The person takes a consent back, by link and code. Errors: as above. */
export const retractByLink = command(
	'wishes.retractByLink',
	Opening.extend(RetractConsent.shape),
	async (work, { token, code, ...input }) =>
		retractConsent.within(work, { ...(await use(work, token, code)), ...input }, ['beneficiary'])
);

/** The link stays good: it is locked only so that a newer one, or a fifth wrong code, does not slip in between. */
async function use(work: Work, token: string, code: string): Promise<{ centreId: string; wishId: string }> {
	const place = await ownLinkBehind(work, token);
	await lockWish(work.db, place.centreId, place.wishId);
	const open = await work.db
		.selectFrom('wishes.own_link')
		.select('id')
		.where('token_hash', '=', hashOf(token))
		.where('code_hash', '=', codeHash('wishes.own_link', token, code))
		.where('voided_at', 'is', null)
		.where('failed_attempts', '<', MOST_FAILURES)
		.forUpdate()
		.executeTakeFirst();
	if (!open) throw new Conflict('确认码不对，或者这个链接刚刚作废了。请再要一条短信。');
	return place;
}
