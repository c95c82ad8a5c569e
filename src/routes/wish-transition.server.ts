import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Conflict, Invalid, Missing, Refused } from '#kernel/errors.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { step } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { readPictures, storePicture } from '#modules/files/server.ts';
import { actionAt, transitions, wishLifecycle, type TransitionView, type WishAction } from '#modules/wishes/index.ts';
import { act, publicWish, wishAtWork, type WishAtWork } from '#modules/wishes/server.ts';
import { malformed, refusedForm, refusedPage, type RefusedForm } from './known-errors.server.ts';
import { offerOf } from './wish-transition-offer.server.ts';

type Visit = Pick<RequestEvent, 'locals' | 'url'>;
type Post = Pick<RequestEvent, 'locals' | 'request'>;
type Place = { id: string };

const MOST_PICTURES = 9;

/**
 * The page of one transition of one wish, at `<base>/<path>`; `base` is the address of the wish, at the desk or of one's own.
 * Answers 404 for an unknown path or wish, 403 or 409 with a sentence when the action is not for this visitor or not for now.
 */
export async function loadTransition(
	{ locals: { context }, url }: Visit,
	centre: Place,
	wishId: string,
	path: string,
	base: string
): Promise<TransitionView> {
	const action = actionBehind(path);
	const wish = await offered(context, centre.id, wishId, action).catch(refusedPage);
	const recording = isDesk(base);
	return {
		action,
		title: transitions[action].title,
		back: base,
		submissionKey: newSubmissionKey(),
		today: shanghaiDate(context.clock()),
		recording,
		wish: {
			reference: wish.reference,
			state: wish.state,
			title: wish.title,
			places: wish.places,
			claimed: wish.claimed
		},
		pictureStages: [...new Set(wish.pictures.map(({ stage }) => stage))],
		...(await offerOf(context, centre.id, wish, action, { recording, search: url.searchParams.get('q') }))
	};
}

/**
 * The answer to the form of that page: back to the wish with `?done=<action>`, or the form again with what was typed. Pictures
 * that were chosen are uploaded first; their ids stay in the form, so that they need not be chosen again.
 */
export async function actTransition(
	{ locals: { context }, request }: Post,
	centre: Place,
	wishId: string,
	path: string,
	base: string
) {
	const action = actionBehind(path);
	const { schema } = transitions[action];
	const fields = await formOf(request);
	const unfit = await keepUploads(context, centre.id, wishId, action, fields);
	if (unfit) return unfit;
	const form = await readForm(fields, schema);
	if (!form.ok) return malformed(form);
	const input = { ...form.data, centreId: centre.id, wishId };
	const done = await act(action, context, input, form.submissionKey).catch((thrown: unknown) =>
		refusedForm(thrown, typedIn(fields, action))
	);
	if (!('state' in done)) return done;
	redirect(303, `${base}?${new URLSearchParams({ done: action })}`);
}

const isDesk = (base: string) => base.startsWith('/desk/');

function actionBehind(path: string): WishAction {
	return actionAt(path) ?? error(404, '没有这个页面。');
}

/** The wish, if it offers this action to this visitor. Errors: Missing, Refused, Conflict. */
async function offered(context: Context, centreId: string, wishId: string, action: WishAction): Promise<WishAtWork> {
	const wish = await wishAtWork(context, centreId, wishId).catch((thrown: unknown) =>
		explain(thrown, context, centreId, wishId, action)
	);
	if (wish.actions.includes(action)) return wish;
	step(wishLifecycle, wish.state, action, wish.roles);
	throw new Conflict('您能代表的党员和单位都已经认领过这个心愿了。');
}

/** Whoever finds a wish on the wall and cannot claim it is told how they could. */
async function explain(
	thrown: unknown,
	context: Context,
	centreId: string,
	wishId: string,
	action: WishAction
): Promise<never> {
	if (action !== 'claim' || !(thrown instanceof Missing)) throw thrown;
	await publicWish(context, centreId, wishId);
	throw new Refused('认领心愿要有党员或单位代表的身份，您的账号还没有登记。请打电话或到中心窗口，登记以后就可以认领。');
}

/** Uploads what was chosen and adds the ids to the fields; answers only when that failed. */
async function keepUploads(
	context: Context,
	centreId: string,
	wishId: string,
	action: WishAction,
	fields: FormData
): Promise<ReturnType<typeof refusedForm> | undefined> {
	const chosen = fields.getAll('pictures').filter((value) => typeof value !== 'string');
	if (
		!('pictureIds' in transitions[action].schema.shape) ||
		chosen.every(({ name, size }) => name === '' && size === 0)
	)
		return undefined;
	try {
		await offered(context, centreId, wishId, action);
		const room = MOST_PICTURES - fields.getAll('pictureIds').length;
		for (const bytes of await readPictures(chosen, room)) {
			const { id } = await storePicture(context, { centreId, bytes });
			if (!fields.getAll('pictureIds').includes(id)) fields.append('pictureIds', id);
		}
		return undefined;
	} catch (thrown) {
		const values = typedIn(fields, action);
		if (!(thrown instanceof Invalid)) return refusedForm(thrown, values);
		const issues = [{ field: 'pictures', message: thrown.message }];
		return fail(422, { values, issues, message: '' } satisfies RefusedForm);
	}
}

/** What was typed, by the names of the action's fields. */
function typedIn(fields: FormData, action: WishAction): RefusedForm['values'] {
	const names = Object.keys(transitions[action].schema.shape).filter((name) => fields.has(name));
	return Object.fromEntries(
		names.map((name) => {
			const texts = fields.getAll(name).filter((value) => typeof value === 'string');
			return [name, name === 'pictureIds' ? texts : (texts[0] ?? '')];
		})
	);
}
