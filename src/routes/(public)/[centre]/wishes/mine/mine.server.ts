import { error, redirect, type Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { open, seal } from '#kernel/secrets.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { ownWishByLink, type OwnWish } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

const NAME = 'own_wish';
const HOURS = 2;

/** The link of a message that was opened in this browser, and its code once it was typed. */
const Following = z.object({ token: z.string(), code: z.string().optional() });
export type Following = z.output<typeof Following>;

interface Asked {
	params: { centre: string };
	cookies: Cookies;
	locals: { context: Context };
}

export const minePath = (slug: string, page = ''): string => `/${slug}/wishes/mine${page && `/${page}`}`;

/** Link and code stay sealed in the browser, on these pages alone, and stand in no address after the first. */
export const keepFollowing = (cookies: Cookies, slug: string, following: Following, secure: boolean): void =>
	cookies.set(NAME, seal(JSON.stringify(following)).toString('base64url'), {
		path: minePath(slug),
		maxAge: HOURS * 3600,
		httpOnly: true,
		sameSite: 'lax',
		secure
	});

export function followingOf(cookies: Cookies): Following | undefined {
	const kept = cookies.get(NAME);
	if (!kept) return undefined;
	try {
		return Following.safeParse(JSON.parse(open(Buffer.from(kept, 'base64url')))).data;
	} catch {
		// sealed with a key that is gone, or not by us: as if it were not there
		return undefined;
	}
}

/** The wish behind the link and code of this browser; else on to the page that is due, or the sentence that says what to do. */
export async function followedWish({ params, cookies, locals: { context } }: Asked) {
	const following = followingOf(cookies);
	if (!following) refusedPage(new Missing('请再点一次短信里的链接，或者填编号和手机号，再要一条短信。'));
	const { token, code } = following;
	if (code === undefined) redirect(303, minePath(params.centre, 'code'));
	const wish = await ownWishByLink(context, { token, code }).catch(refusedPage);
	await mustBeHere(context, params.centre, wish);
	return { wish, opening: { token, code } };
}

/** The link of one centre opens nothing under the address of another. */
async function mustBeHere({ db }: Context, slug: string, wish: OwnWish): Promise<void> {
	const centre = await centreBySlug(db, slug).catch(refusedPage);
	if (centre.id !== wish.centreId) error(404, '没有这个页面。');
}
