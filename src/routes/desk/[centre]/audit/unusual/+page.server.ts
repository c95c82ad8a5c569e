import { redirect } from '@sveltejs/kit';
import { isId } from '#kernel/ids.ts';
import { newSubmissionKey, readForm } from '#kernel/form.ts';
import { CheckOpening, unusualRules } from '#modules/people/index.ts';
import { checkOpening, uncheckedOpenings, unusualMonths, unusualOpeningsIn } from '#modules/people/server.ts';
import { referencesOf } from '#modules/wishes/server.ts';
import { malformed, refusedForm } from '#src/routes/known-errors.server.ts';
import { reviewedCentre } from '../../office.server.ts';
import { subjectWith } from '../describe.server.ts';
import { actorWords, fieldWords } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id } = await reviewedCentre(context, params.centre);
	const [asked, after] = [url.searchParams.get('month') ?? '', url.searchParams.get('after') ?? undefined];
	const month = MONTH.test(asked) ? asked : undefined;
	const all = month !== undefined || url.searchParams.has('all');
	const { lines, next } = await unusualOpeningsIn(context, id, {
		month,
		uncheckedOnly: !all,
		after: isId(after) ? after : undefined
	});
	const references = await referencesOf(
		context.db,
		id,
		lines.map(({ subject }) => subject.id)
	);
	return {
		month: month ?? null,
		all,
		waiting: await uncheckedOpenings(context, id),
		months: await unusualMonths(context, id),
		openings: lines.map(({ subject, fields, as, rules, ...line }) => ({
			...line,
			as: actorWords[as] ?? as,
			fields: fields.map((field) => fieldWords[field] ?? field).join('、'),
			rules: rules.map((rule) => unusualRules[rule]),
			...subjectWith(subject, references, `/desk/${params.centre}`),
			submissionKey: newSubmissionKey()
		})),
		isDone: url.searchParams.has('done'),
		older: next && `?${new URLSearchParams({ ...(month ? { month } : all ? { all: '1' } : {}), after: next })}`
	};
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context } }) => {
		const { id: centreId } = await reviewedCentre(context, params.centre);
		const form = await readForm(request, CheckOpening);
		if (!form.ok) return malformed(form);
		const refused = await checkOpening(context, { ...form.data, centreId }, form.submissionKey).then(
			() => undefined,
			(thrown: unknown) => refusedForm(thrown, form.data)
		);
		return refused ?? redirect(303, `/desk/${params.centre}/audit/unusual?done=1`);
	}
};
