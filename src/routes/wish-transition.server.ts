import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { formOf, newSubmissionKey, readForm, SUBMISSION_KEY } from '#kernel/form.ts';
import { step } from '#kernel/lifecycle.ts';
import { wasSubmitted, type Context } from '#kernel/command.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { actionAt, transitions, wishLifecycle, type TransitionView, type WishAction } from '#modules/wishes/index.ts';
import { act, duplicatesOf, publicWish, wishAtWork, type WishAtWork } from '#modules/wishes/server.ts';
import { documentsIn, keepDocuments } from './document-uploads.server.ts';
import { malformed, refusedForm, refusedPage, type RefusedForm } from './known-errors.server.ts';
import { keepUploads as keepPictures } from './uploads.server.ts';
import { offerOf } from './wish-transition-offer.server.ts';

type Visit = Pick<RequestEvent, 'locals' | 'url'>;
type Post = Pick<RequestEvent, 'locals' | 'request'>;
type Place = { id: string };

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
			kind: wish.kind,
			state: wish.state,
			title: wish.title,
			places: wish.places,
			claimed: wish.claimed,
			budgetFen: wish.budgetFen,
			limitFen: wish.limitFen
		},
		pictureStages: [...new Set(wish.pictures.map(({ stage }) => stage))],
		...(await offerOf(context, centre.id, wish, action, {
			recording,
			search: url.searchParams.get('q'),
			of: url.searchParams.get('of'),
			into: url.searchParams.get('into')
		})),
		duplicates: sorting.has(action) ? await duplicatesOf(context, centre.id, wishId) : [],
		mayMerge: wish.actions.includes('merge')
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
	redirect(303, `${goesOnAt(base, done)}?${new URLSearchParams({ done: action })}`);
}

/** Where one is asked whether two entries are the same wish. */
const sorting: ReadonlySet<WishAction> = new Set(['verify', 'reject', 'merge']);

/** At the desk, what was merged or converted is followed to where it goes on. */
const goesOnAt = (base: string, done: Record<string, unknown>): string =>
	isDesk(base) && typeof done['goesOn'] === 'string' ? base.replace(/[^/]+$/, done['goesOn']) : base;

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
	const { shape } = transitions[action].schema;
	const chosen = fields.getAll('pictures').filter((value) => typeof value !== 'string');
	const noPictures = !('pictureIds' in shape) || chosen.every(({ name, size }) => name === '' && size === 0);
	if (noPictures && documentsIn(fields, shape).length === 0) return undefined;
	try {
		// sent again after a lost answer, the wish may be past this action: the command answers with what came of it
		const key = String(fields.get(SUBMISSION_KEY) ?? '');
		if (!(await wasSubmitted(context, centreId, key))) await offered(context, centreId, wishId, action);
		// both, so that what was chosen well need not be chosen again because of the other
		const issues = [
			...(noPictures ? [] : await keepPictures(context, centreId, fields)),
			...(await keepDocuments(context, centreId, fields, shape))
		];
		if (issues.length === 0) return undefined;
		return fail(422, { values: typedIn(fields, action), issues, message: '' } satisfies RefusedForm);
	} catch (thrown) {
		return refusedForm(thrown, typedIn(fields, action));
	}
}

/** What was typed, by the names of the action's fields. */
function typedIn(fields: FormData, action: WishAction): RefusedForm['values'] {
	const names = Object.keys(transitions[action].schema.shape).filter((name) => fields.has(name));
	return Object.fromEntries(
		names.map((name) => {
			const texts = fields.getAll(name).filter((value) => typeof value === 'string');
			return [name, name.endsWith('Ids') ? texts : (texts[0] ?? '')];
		})
	);
}
