import { redirect, type Cookies } from '@sveltejs/kit';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { missingStep } from '#modules/wishes/index.ts';
import { draftBehind } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

const NAME = 'wish_draft';
const DAY_SECONDS = 86_400;

interface Asked {
	params: { centre: string };
	cookies: Cookies;
	locals: { context: Context };
}

export const draftPath = (slug: string, page = ''): string => `/${slug}/wishes/new${page && `/${page}`}`;

/** The centre, and the draft this browser holds the token of, if any. */
export async function openDraft({ params, cookies, locals: { context } }: Asked) {
	const centre = await centreBySlug(context.db, params.centre).catch(refusedPage);
	const token = cookies.get(NAME);
	const draft = token === undefined ? undefined : await draftBehind(context, centre.id, token);
	return { centre, token, draft };
}

/** A draft whose questions are all answered; else on to the question that is not, or to the reference when it was sent. */
export async function wholeDraft(asked: Asked) {
	const { centre, token, draft } = await openDraft(asked);
	if (draft?.sent) redirect(303, draftPath(centre.slug, 'received'));
	const missing = missingStep(draft?.answers ?? {});
	if (!draft || token === undefined || missing) redirect(303, draftPath(centre.slug, missing));
	return { centre, token, answers: draft.answers };
}

/** The token opens the draft for a day after the last answer, in this browser and on these pages alone. */
export const keepDraft = (cookies: Cookies, slug: string, token: string, secure: boolean): void =>
	cookies.set(NAME, token, { path: draftPath(slug), maxAge: DAY_SECONDS, httpOnly: true, sameSite: 'lax', secure });

export const dropDraft = (cookies: Cookies, slug: string): void => cookies.delete(NAME, { path: draftPath(slug) });

/** Whether whoever is signed in has shown already that this number is theirs. */
export async function isOwnPhone({ db, actor }: Context, phone: string | undefined): Promise<boolean> {
	const accountId = accountOf(actor);
	return accountId !== null && phone !== undefined && (await phoneOf(db, accountId)) === phone;
}
