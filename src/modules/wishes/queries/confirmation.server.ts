import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import type { WishState } from '../lifecycle.ts';
import { checkConfirmation } from '../commands/confirmation.server.ts';
import { hashOf } from '../commands/token.server.ts';
import { claimsOf, picturesOf, recordsOf, type PictureView } from './parts.server.ts';

/** What the person is shown of their wish before they say whether it is done: nothing of anybody else's. */
export interface WorkToConfirm {
	centreId: string;
	wishId: string;
	reference: string;
	title: string;
	state: WishState;
	/** Who did it, the lead first. */
	claimers: string[];
	notes: string[];
	/** From before and after: those that a consent makes public. */
	pictures: PictureView[];
}

/** Errors: those of `checkConfirmation`, which counts a wrong code. */
export async function workToConfirm(
	context: Context,
	opening: { token: string; code: string }
): Promise<WorkToConfirm> {
	const { centreId, wishId } = await checkConfirmation(context, opening);
	const { reference, title, state } = await context.db
		.selectFrom('wishes.wish')
		.select(['reference', 'title', 'state'])
		.where('centre_id', '=', centreId)
		.where('id', '=', wishId)
		.executeTakeFirstOrThrow();
	const [claims, { progress }, pictures] = await Promise.all([
		claimsOf(context, centreId, wishId),
		recordsOf(context, centreId, wishId),
		picturesOf(context.db, centreId, wishId)
	]);
	return {
		centreId,
		wishId,
		reference,
		title: title ?? '',
		state: state as WishState,
		claimers: claims.map(({ label }) => label),
		notes: progress.map(({ note }) => note),
		pictures: (['before', 'after'] as const).flatMap((stage) => pictures.filter((picture) => picture.stage === stage))
	};
}

/** The centre that sent a link, whether or not the link still opens anything: whom to call. */
export async function centreOfConfirmation(db: Db, token: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('wishes.confirmation')
		.select('centre_id')
		.where('token_hash', '=', hashOf(token))
		.executeTakeFirst();
	return row?.centre_id;
}
