import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { Missing } from '#kernel/errors.ts';
import { readForm } from '#kernel/form.ts';
import { ConfirmationCode } from '#modules/wishes/index.ts';
import { ownLinkBehind, ownWishByLink } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { followingOf, keepFollowing, minePath } from '../mine.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, cookies, locals: { context } }) => {
	const following = followingOf(cookies);
	if (!following) refusedPage(new Missing('请再点一次短信里的链接，或者填编号和手机号，再要一条短信。'));
	if (following.code !== undefined) redirect(303, minePath(params.centre, 'wish'));
	await ownLinkBehind(context, following.token).catch(refusedPage);
};

const Typed = z.object({ code: ConfirmationCode });

export const actions: Actions = {
	default: async ({ params, request, cookies, url, locals: { context } }) => {
		const form = await readForm(request, Typed);
		if (!form.ok) return malformed(form);
		const following = followingOf(cookies);
		if (!following) redirect(303, minePath(params.centre));
		const opening = { token: following.token, code: form.data.code };
		const wish = await ownWishByLink(context, opening).catch((thrown: unknown) => refusedForm(thrown));
		if (!('wishId' in wish)) return wish;
		keepFollowing(cookies, params.centre, opening, url.protocol === 'https:');
		redirect(303, minePath(params.centre, 'wish'));
	}
};
