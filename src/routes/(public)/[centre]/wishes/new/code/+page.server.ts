import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readForm } from '#kernel/form.ts';
import { VerifyCode } from '#modules/identity/index.ts';
import { handOver, sendCode, verifyCode } from '#modules/identity/server.ts';
import { outboxIsOpen } from '#modules/notifications/server.ts';
import { pagesFor } from '#modules/wishes/index.ts';
import { answerDraft } from '#modules/wishes/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { draftPath, isOwnPhone, wholeDraft } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { centre, answers } = await wholeDraft(event);
	const { request, url, locals, getClientAddress } = event;
	if (answers.contactWay !== 'code' || (await isOwnPhone(locals.context, answers.phone)))
		redirect(303, draftPath(centre.slug, 'check'));
	return {
		pages: pagesFor(answers.whom),
		ending: answers.phone?.slice(-4),
		outbox: await outboxIsOpen(locals.context, { address: getClientAddress(), headers: request.headers }),
		sentAgain: url.searchParams.has('again')
	};
};

const Typed = z.object({ code: VerifyCode.shape.code });

export const actions: Actions = {
	/** Signs in as a resident: the wish becomes theirs to follow. */
	verify: async (event) => {
		const { request, cookies, locals, getClientAddress } = event;
		const form = await readForm(request, Typed);
		if (!form.ok) return malformed(form);
		const { centre, answers } = await wholeDraft(event);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const typed = { phone: answers.phone, code: form.data.code };
		const signedIn = await verifyCode(locals.context, visitor, typed).catch((error: unknown) => refusedForm(error));
		if (!('answer' in signedIn)) return signedIn;
		handOver(signedIn.answer, cookies);
		redirect(303, draftPath(centre.slug, 'check'));
	},
	again: async (event) => {
		const { request, locals, getClientAddress } = event;
		const { centre, answers } = await wholeDraft(event);
		const visitor = { address: getClientAddress(), headers: request.headers };
		const refused = await sendCode(locals.context, visitor, { phone: answers.phone }).then(
			() => undefined,
			(error: unknown) => refusedForm(error)
		);
		if (refused) return refused;
		redirect(303, `${draftPath(centre.slug, 'code')}?again=1`);
	},
	callBack: async (event) => {
		const { centre, token, answers } = await wholeDraft(event);
		const way = { phone: answers.phone, contactWay: 'callBack' };
		await answerDraft(event.locals.context, { centreId: centre.id, token, step: 'phone', answers: way });
		redirect(303, draftPath(centre.slug, 'check'));
	}
};
