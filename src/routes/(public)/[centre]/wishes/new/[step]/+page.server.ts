import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { phoneOf, sendCode } from '#modules/identity/server.ts';
import { ownContact, personOf } from '#modules/people/server.ts';
import {
	draftQuestions,
	draftSteps,
	missingStep,
	pagesFor,
	questionOf,
	stepsFor,
	type DraftAnswers,
	type DraftStep
} from '#modules/wishes/index.ts';
import { answerDraft, categoriesOf, housesIn } from '#modules/wishes/server.ts';
import { malformed, refusedForm, type RefusedForm } from '#src/routes/known-errors.server.ts';
import { keepUploads, typedIn } from '#src/routes/uploads.server.ts';
import { draftPath, isOwnPhone, keepDraft, openDraft } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const step = stepOf(params.step);
	const { centre, draft } = await openDraft(event);
	const answers = draft && !draft.sent ? draft.answers : {};
	const { whom, communityId } = answers;
	const steps = stepsFor(whom);
	const [at, missing] = [steps.indexOf(step), missingStep(answers)];
	if (at < 0 || (missing && steps.indexOf(missing) < at)) redirect(303, draftPath(centre.slug, missing ?? 'check'));
	return {
		step,
		at: at + 1,
		pages: pagesFor(whom),
		title: questionOf(step, whom),
		isForOther: whom === 'other',
		submissionKey: newSubmissionKey(),
		answers: { ...(await known(locals.context, centre.id, step, answers)), ...answers },
		categories: step === 'category' ? await categoriesOf(db, centre.id) : [],
		communities: step === 'community' ? await communitiesOf(db, centre.id) : [],
		houses: step === 'name' && communityId !== undefined ? await housesIn(db, centre.id, communityId) : [],
		back: backOf(centre.slug, steps[at - 1], url)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, params, cookies, url, locals } = event;
		const step = stepOf(params.step);
		const fields = await formOf(request);
		const { centre, token, draft } = await openDraft(event);
		const unfit = step === 'pictures' ? await keepUploads(locals.context, centre.id, fields) : [];
		if (unfit.length > 0)
			return fail(422, { values: typedIn(fields), issues: unfit, message: '' } satisfies RefusedForm);
		const form = await readForm(fields, draftQuestions[step]);
		if (!form.ok) return malformed(form);
		const answered = await answerDraft(locals.context, { centreId: centre.id, token, step, answers: form.data }).catch(
			(error: unknown) => refusedForm(error, typedIn(fields))
		);
		if (!('token' in answered)) return answered;
		keepDraft(cookies, centre.slug, answered.token, url.protocol === 'https:');
		const refused = step === 'phone' ? await askCode(event, answered.answers, draft?.answers, fields) : undefined;
		if (refused) return refused;
		const steps = stepsFor(answered.answers.whom);
		const next = url.searchParams.has('change') ? undefined : steps[steps.indexOf(step) + 1];
		redirect(303, draftPath(centre.slug, next ?? 'check'));
	}
};

function stepOf(text: string): DraftStep {
	const step = draftSteps.find((name) => name === text);
	return step ?? error(404, '没有这一步。');
}

function backOf(slug: string, before: DraftStep | undefined, url: URL) {
	if (url.searchParams.has('change')) return { href: draftPath(slug, 'check'), label: '不改了' };
	return before ? { href: draftPath(slug, before), label: '上一步' } : { href: `/${slug}/wishes`, label: '心愿墙' };
}

/** What is known of somebody who is signed in need not be typed. */
async function known(
	{ db, actor }: Context,
	centreId: string,
	step: DraftStep,
	{ whom }: DraftAnswers
): Promise<DraftAnswers> {
	const accountId = accountOf(actor);
	if (accountId === null) return {};
	if (step === 'phone') return { phone: await phoneOf(db, accountId) };
	const isAboutThem = step === (whom === 'other' ? 'proxy' : 'name');
	const personId = isAboutThem ? await personOf(db, centreId, accountId) : undefined;
	if (personId === undefined) return {};
	const { name, address } = await ownContact(db, centreId, personId);
	if (step === 'proxy') return { proxyName: name ?? undefined };
	return { name: name ?? undefined, address: address ?? undefined };
}

/** Sends the code, unless the number is shown to be theirs, or one is on its way to it. */
async function askCode(
	{ request, locals, getClientAddress }: RequestEvent,
	now: DraftAnswers,
	before: DraftAnswers | undefined,
	fields: FormData
) {
	if (now.contactWay !== 'code' || (await isOwnPhone(locals.context, now.phone))) return;
	const isAsked = before?.contactWay === 'code' && before.phone === now.phone;
	const visitor = { address: getClientAddress(), headers: request.headers };
	return sendCode(locals.context, visitor, { phone: now.phone }).then(
		() => undefined,
		(error: unknown) =>
			isAsked && error instanceof Refused && error.because === 'tooOften'
				? undefined
				: refusedForm(error, typedIn(fields))
	);
}
