import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { newSubmissionKey } from '#kernel/form.ts';
import { step } from '#kernel/lifecycle.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import {
	dayAndTime,
	postLifecycle,
	postSteps,
	rhythms,
	rolesOnPost,
	shiftLifecycle,
	shiftSteps,
	shiftTime,
	type PostStepView,
	type ShiftStepView
} from '#modules/posts/index.ts';
import {
	cancelPost,
	cancelShift,
	changePost,
	changeShift,
	planShifts,
	postById,
	shiftById,
	shiftInPost
} from '#modules/posts/server.ts';
import { refusedPage } from './known-errors.server.ts';
import { answerForm, postOptions } from './posts.server.ts';

const postPages = ['change', 'plan', 'cancel'] as const;
const shiftPages = ['change', 'cancel'] as const;
const rhythmOptions = Object.entries(rhythms).map(([value, label]) => ({ value, label }));

/** The page of a step with a post, at `<post>/<path>`. Answers 404 for an unknown path, 403 or 409 with a sentence. */
export async function loadPostStep(
	context: Context,
	centreId: string,
	postId: string,
	path: string
): Promise<PostStepView> {
	const action = postPages.find((one) => postSteps[one].path === path) ?? error(404, '没有这个页面。');
	const post = await postById(context.db, centreId, postId).catch(refusedPage);
	allowed(() =>
		step(
			postLifecycle,
			post.state,
			action,
			rolesOnPost(context.actor, { centreId, organisationId: post.organisationId })
		)
	);
	return {
		action,
		title: postSteps[action].title,
		post: { title: post.title },
		submissionKey: newSubmissionKey(),
		today: shanghaiDate(context.clock()),
		rhythms: rhythmOptions,
		options: await postOptions(context.db, centreId),
		start: {
			title: post.title,
			field: post.field.code,
			communityId: post.community?.id ?? '',
			place: action === 'plan' ? '' : post.place,
			description: post.description,
			conditions: post.conditions ?? '',
			contact: post.contact ?? '',
			skills: post.skills.map(({ code }) => code),
			skillsRequired: post.skillsRequired ? 'on' : ''
		}
	};
}

/** The answer to its form: back to the post at `base`. */
export function actPostStep(
	{ locals: { context }, request }: { locals: App.Locals; request: Request },
	centreId: string,
	postId: string,
	path: string,
	base: string
) {
	const done = (name: string) => `${base}?done=${name}`;
	if (path === postSteps.change.path)
		return answerForm(request, postSteps.change.schema, async (data, key) => {
			await changePost(context, { ...data, centreId, postId }, key);
			return done('changed');
		});
	if (path === postSteps.plan.path)
		return answerForm(request, postSteps.plan.schema, async (data, key) => {
			await planShifts(context, { ...data, centreId, postId }, key);
			return done('planned');
		});
	if (path === postSteps.cancel.path)
		return answerForm(request, postSteps.cancel.schema, async (data, key) => {
			await cancelPost(context, { ...data, centreId, postId }, key);
			return done('cancelled');
		});
	return error(404, '没有这个页面。');
}

/** The page of a step with a shift, at `<shift>/<path>`. Answers as above. */
export async function loadShiftStep(
	context: Context,
	centreId: string,
	shiftId: string,
	path: string
): Promise<ShiftStepView> {
	const action = shiftPages.find((one) => shiftSteps[one].path === path) ?? error(404, '没有这个页面。');
	const shift = (await shiftById(context.db, centreId, shiftId)) ?? error(404, '没有这一班。');
	allowed(() =>
		step(
			shiftLifecycle,
			shift.state,
			action,
			rolesOnPost(context.actor, { centreId, organisationId: shift.organisationId })
		)
	);
	const line = await shiftInPost(context, centreId, shiftId).catch(refusedPage);
	const [from, to] = [dayAndTime(shift.startsAt), dayAndTime(shift.endsAt)];
	return {
		action,
		title: shiftSteps[action].title,
		shift: { title: shift.title, when: shiftTime(shift, context.clock()), people: line.held + line.waiting },
		submissionKey: newSubmissionKey(),
		today: shanghaiDate(context.clock()),
		start: { day: from.day, from: from.time, to: to.time, places: String(shift.places), place: line.place ?? '' }
	};
}

export function actShiftStep(
	{ locals: { context }, request }: { locals: App.Locals; request: Request },
	centreId: string,
	shiftId: string,
	path: string,
	base: string
) {
	if (path === shiftSteps.change.path)
		return answerForm(request, shiftSteps.change.schema, async (data, key) => {
			await changeShift(context, { ...data, centreId, shiftId }, key);
			return `${base}?done=changed`;
		});
	if (path === shiftSteps.cancel.path)
		return answerForm(request, shiftSteps.cancel.schema, async (data, key) => {
			await cancelShift(context, { ...data, centreId, shiftId }, key);
			return `${base}?done=cancelled`;
		});
	return error(404, '没有这个页面。');
}

/** Errors: those of the page, for a step that is not for this visitor or not for now. */
function allowed(take: () => unknown): void {
	try {
		take();
	} catch (thrown) {
		refusedPage(thrown);
	}
}
