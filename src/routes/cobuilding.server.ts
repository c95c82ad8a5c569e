import { error, redirect } from '@sveltejs/kit';
import { holds } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { step } from '#kernel/lifecycle.ts';
import {
	AgreeOnMatch,
	choicesFor,
	coActionAt,
	coHasPoint,
	kindAt,
	nouns,
	startOf,
	titleOf,
	transitionsOf,
	type CoKind,
	type CoTransitionView
} from '#modules/cobuilding/index.ts';
import {
	adders,
	agreeOnMatch,
	coAct,
	coDetail,
	coOptions,
	skillNames,
	type CoDetail
} from '#modules/cobuilding/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { malformed, refusedForm, refusedPage } from './known-errors.server.ts';

/** Where the pages of the lists are looked at: at the desk, or by whoever speaks for an organisation. */
export interface CoPlace {
	context: Context;
	centreId: string;
	/** Below which the lists stand. */
	base: string;
	/** Only these organisations; none at the desk. */
	own: readonly string[] | null;
}

/** The kind behind the list of an address; 404 for anything else. */
export const kindOf = (list: string): CoKind => kindAt(list) ?? error(404, '没有这个页面。');

/** The form with which an entry is added. What the address knows already is filled in. */
export async function loadAdd({ context, centreId, own }: CoPlace, kind: CoKind, search: URLSearchParams) {
	const [demandIds, resourceIds] = [search.getAll('demandIds'), search.getAll('resourceIds')];
	const chosen = { demandIds, resourceIds, projectIds: search.getAll('projectId') };
	const options = await coOptions(context.db, centreId, kind, own, undefined, chosen);
	const [only, ...others] = options.organisations;
	const year = Number(shanghaiDate(context.clock()).slice(0, 4));
	const given: Record<string, string> = { year: String(year), ...Object.fromEntries(search) };
	return {
		kind,
		options,
		values: own !== null && only && others.length === 0 ? { ...given, organisationId: only.value } : given,
		lists: { demandIds, resourceIds },
		submissionKey: newSubmissionKey()
	};
}

/** Adds the entry and leads to it, or gives the form back with what was typed. */
export async function actAdd({ context, centreId, base }: CoPlace, kind: CoKind, request: Request) {
	const { schema, run } = adders[kind];
	const fields = await formOf(request);
	const form = await readForm(fields, schema);
	if (!form.ok) return malformed(form);
	const added = await run(context, { ...form.data, centreId }, form.submissionKey).catch((thrown: unknown) =>
		refusedForm(thrown, typedIn(fields, schema.shape))
	);
	if (!('id' in added)) return added;
	redirect(303, `${base}/${nouns[kind].path}/${added.id}?done=added`);
}

/** The page of one entry. */
export async function loadOne({ context, centreId, base, own }: CoPlace, kind: CoKind, id: string, url: URL) {
	const detail = await coDetail(context, centreId, kind, id).catch(refusedPage);
	const { lifecycle, path, add } = nouns[kind];
	const quarter = Number(url.searchParams.get('quarter'));
	const done = url.searchParams.get('done');
	return {
		detail,
		skills: await skillNames(context.db, centreId),
		buttons: [
			...detail.actions
				.filter((action) => coHasPoint(detail, action))
				.toSorted((a, b) => rank(a) - rank(b))
				.map((action, at) => ({
					href: `${base}/${path}/${id}/${transitionsOf(kind)[action]?.path ?? ''}`,
					label: lifecycle.actions[action] ?? action,
					look: at === 0 && rank(action) === 0 ? ('primary' as const) : ('secondary' as const)
				})),
			...furtherOf({ context, centreId, base, own }, detail)
		],
		mayAgree: own !== null || holds(context.actor, centreId, 'clerk', 'leader'),
		quarter: quarter >= 1 && quarter <= 4 ? Math.floor(quarter) : null,
		done: done === null ? null : done === 'added' ? add : (lifecycle.actions[done] ?? null),
		submissionKey: newSubmissionKey()
	};
}

/** The next step first, what ends it last. */
const rank = (action: string): number => (LATER.has(action) ? 2 : ASIDE.has(action) ? 1 : 0);
const ASIDE = new Set(['change', 'match', 'meet', 'reopen', 'report', 'lend', 'useUp']);
const LATER = new Set(['withdraw', 'stop', 'end', 'decline', 'revise']);

/** What a clerk can make out of an entry: a project of a demand or resource, an agreement of a project. */
function furtherOf({ context, centreId, base, own }: CoPlace, detail: CoDetail) {
	if (own !== null || !holds(context.actor, centreId, 'clerk')) return [];
	const to = (kind: CoKind, label: string, known: Record<string, string>) => [
		{ href: `${base}/${nouns[kind].path}/new?${new URLSearchParams(known)}`, label, look: 'secondary' as const }
	];
	const { entry } = detail;
	if (detail.kind === 'demand' && ['open', 'matched'].includes(entry.state)) {
		const { title, field, communityId } = detail.entry;
		return to('project', '做成项目', { demandIds: entry.id, title, field, communityId });
	}
	if (detail.kind === 'resource' && ['open', 'lent'].includes(entry.state))
		return to('project', '做成项目', {
			resourceIds: entry.id,
			field: detail.entry.field,
			leadId: detail.entry.organisationId
		});
	if (detail.kind === 'project' && ['planned', 'underWay'].includes(entry.state)) {
		const { leadId: organisationId, communityId, startsOn, endsOn } = detail.entry;
		return to('agreement', '起草协议', { projectId: entry.id, organisationId, communityId, startsOn, endsOn });
	}
	return [];
}

/** An agreement to be printed and signed. */
export async function loadAgreement({ context, centreId, base }: CoPlace, id: string) {
	const detail = await coDetail(context, centreId, 'agreement', id).catch(refusedPage);
	if (detail.kind !== 'agreement') error(404, '没有这个页面。');
	return { detail, back: `${base}/${nouns.agreement.path}/${id}` };
}

/** From a suggestion to the draft of an agreement. */
export async function actAgree({ context, centreId, base }: CoPlace, request: Request) {
	const form = await readForm(request, AgreeOnMatch);
	if (!form.ok) return malformed(form);
	const agreed = await agreeOnMatch(context, { ...form.data, centreId }, form.submissionKey).catch((thrown: unknown) =>
		refusedForm(thrown)
	);
	if (!('id' in agreed)) return agreed;
	redirect(303, `${base}/${nouns.agreement.path}/${agreed.id}?done=added`);
}

/** The page of one transition of one entry; 404 for an unknown path, 403 or 409 with a sentence when it is not for now. */
export async function loadTransition(
	place: CoPlace,
	kind: CoKind,
	id: string,
	path: string
): Promise<CoTransitionView> {
	const { context, centreId, base, own } = place;
	const action = coActionAt(kind, path) ?? error(404, '没有这个页面。');
	const detail = await offered(context, centreId, kind, id, action).catch(refusedPage);
	const { title, schema } = transitionsOf(kind)[action] ?? error(404, '没有这个页面。');
	const isChange = action === 'change';
	const start = isChange ? startOf(detail) : { values: {}, lists: {} };
	const choices = choicesFor(detail, action);
	const today = shanghaiDate(context.clock());
	return {
		...{ kind, action, title, isChange, choices, today },
		label: nouns[kind].lifecycle.actions[action] ?? action,
		about: titleOf(detail),
		back: `${base}/${nouns[kind].path}/${id}`,
		submissionKey: newSubmissionKey(),
		reading: ['sign', 'offer', 'fulfil'].includes(action)
			? (startOf(detail).values['items'] ?? '').split('\n').filter(Boolean)
			: [],
		asked: isChange ? [] : Object.keys(schema.shape),
		optional: Object.entries(schema.shape).flatMap(([name, field]) =>
			field.safeParse(undefined).success ? [name] : []
		),
		options: await coOptions(context.db, centreId, kind, own, detail),
		values: { doneOn: today, ...onlyChoices(choices), ...start.values },
		lists: start.lists
	};
}

/** Where there is nothing to choose, it is chosen. */
const onlyChoices = (choices: CoTransitionView['choices']): Record<string, string> =>
	Object.fromEntries(
		Object.entries(choices).flatMap(([name, [first, ...others]]) =>
			first && (others.length === 0 || name === 'way') ? [[name, first.value]] : []
		)
	);

/** Takes the step and leads back to the entry, or gives the form back with what was typed. */
export async function actTransition(place: CoPlace, kind: CoKind, id: string, path: string, request: Request) {
	const { context, centreId, base } = place;
	const action = coActionAt(kind, path) ?? error(404, '没有这个页面。');
	const { schema } = transitionsOf(kind)[action] ?? error(404, '没有这个页面。');
	const fields = await formOf(request);
	const form = await readForm(fields, schema);
	if (!form.ok) return malformed(form);
	const input = { ...form.data, centreId, id };
	const taken = await coAct(kind, action, context, input, form.submissionKey).catch((thrown: unknown) =>
		refusedForm(thrown, typedIn(fields, schema.shape))
	);
	if (!('state' in taken)) return taken;
	redirect(303, `${base}/${nouns[kind].path}/${id}?${new URLSearchParams({ done: action })}`);
}

/** The entry, if it offers this action to this visitor. Errors: Missing, Refused, Conflict. */
async function offered(
	context: Context,
	centreId: string,
	kind: CoKind,
	id: string,
	action: string
): Promise<CoDetail> {
	const detail = await coDetail(context, centreId, kind, id);
	if (!detail.actions.includes(action)) step(nouns[kind].lifecycle, detail.entry.state, action, detail.roles);
	return detail;
}

/** What was typed, by the names of the form's fields; of several that may be chosen all. */
const typedIn = (fields: FormData, shape: object): Record<string, string | string[]> =>
	Object.fromEntries(
		Object.keys(shape)
			.filter((name) => fields.has(name))
			.map((name) => {
				const texts = fields.getAll(name).filter((value) => typeof value === 'string');
				return [name, LISTS.has(name) || name.endsWith('Ids') ? texts : (texts[0] ?? '')];
			})
	);

const LISTS = new Set(['skills', 'times']);
