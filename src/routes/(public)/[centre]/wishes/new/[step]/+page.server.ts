import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { readForm } from '#kernel/form.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { phoneOf, sendCode } from '#modules/identity/server.ts';
import { ownContact, personOf } from '#modules/people/server.ts';
import { draftQuestions, draftSteps, missingStep, type DraftAnswers, type DraftStep } from '#modules/wishes/index.ts';
import { answerDraft, categoriesOf } from '#modules/wishes/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { draftPath, isOwnPhone, keepDraft, openDraft } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const step = stepOf(params.step);
	const { centre, draft } = await openDraft(event);
	const answers = draft && !draft.sent ? draft.answers : {};
	const at = draftSteps.indexOf(step);
	const missing = missingStep(answers);
	if (missing && draftSteps.indexOf(missing) < at) redirect(303, draftPath(centre.slug, missing));
	return {
		step,
		at: at + 1,
		title: draftQuestions[step].title,
		answers: { ...(await known(locals.context, centre.id, step)), ...answers },
		categories: step === 'category' ? await categoriesOf(locals.context.db, centre.id) : [],
		communities: step === 'community' ? await communitiesOf(locals.context.db, centre.id) : [],
		back: backOf(centre.slug, at, url)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, params, cookies, url, locals } = event;
		const step = stepOf(params.step);
		const form = await readForm(request, draftQuestions[step].schema);
		if (!form.ok) return malformed(form);
		const { centre, token, draft } = await openDraft(event);
		const answered = await answerDraft(locals.context, { centreId: centre.id, token, step, answers: form.data }).catch(
			(error: unknown) => refusedForm(error, textsOf(form.data))
		);
		if (!('token' in answered)) return answered;
		keepDraft(cookies, centre.slug, answered.token, url.protocol === 'https:');
		const refused = step === 'phone' ? await askCode(event, answered.answers, draft?.answers) : undefined;
		if (refused) return refused;
		const next = url.searchParams.has('change') ? undefined : draftSteps[draftSteps.indexOf(step) + 1];
		redirect(303, draftPath(centre.slug, next ?? 'check'));
	}
};

function stepOf(text: string): DraftStep {
	const step = draftSteps.find((name) => name === text);
	return step ?? error(404, '没有这一步。');
}

const textsOf = (data: DraftAnswers) =>
	Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

function backOf(slug: string, at: number, url: URL) {
	if (url.searchParams.has('change')) return { href: draftPath(slug, 'check'), label: '不改了' };
	const before = draftSteps[at - 1];
	return before ? { href: draftPath(slug, before), label: '上一步' } : { href: `/${slug}/wishes`, label: '心愿墙' };
}

/** What is known of somebody who is signed in need not be typed. */
async function known({ db, actor }: Context, centreId: string, step: DraftStep): Promise<DraftAnswers> {
	const accountId = accountOf(actor);
	if (accountId === null) return {};
	if (step === 'phone') return { phone: await phoneOf(db, accountId) };
	const personId = step === 'name' ? await personOf(db, centreId, accountId) : undefined;
	if (personId === undefined) return {};
	const { name, address } = await ownContact(db, centreId, personId);
	return { name: name ?? undefined, address: address ?? undefined };
}

/** Sends the code, unless the number is shown to be theirs, or one is on its way to it. */
async function askCode({ request, locals, getClientAddress }: RequestEvent, now: DraftAnswers, before?: DraftAnswers) {
	if (now.contactWay !== 'code' || (await isOwnPhone(locals.context, now.phone))) return;
	const isAsked = before?.contactWay === 'code' && before.phone === now.phone;
	const visitor = { address: getClientAddress(), headers: request.headers };
	return sendCode(locals.context, visitor, { phone: now.phone }).then(
		() => undefined,
		(error: unknown) =>
			isAsked && error instanceof Refused && error.because === 'tooOften' ? undefined : refusedForm(error, textsOf(now))
	);
}
