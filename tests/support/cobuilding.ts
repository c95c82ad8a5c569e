import { shanghaiDate } from '#modules/deadlines/index.ts';
import {
	BeginPlan,
	coActionAt,
	DraftAgreement,
	EnterDemand,
	kindAt,
	OfferResource,
	PlanProject,
	transitionsOf,
	type CoKind
} from '#modules/cobuilding/index.ts';
import { adders, coAct, coDetail } from '#modules/cobuilding/server.ts';
import { coStateFor } from '../../bin/lib/access/cobuilding.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import type { Cast } from './cast.ts';
import { exampleOf } from './inputs.ts';

type Input = Record<string, unknown>;

/** Who enters an entry of each kind, and the steps that bring it into each state. */
const entering = {
	demand: { by: 'gridWorker', schema: EnterDemand },
	resource: { by: 'representative', schema: OfferResource },
	project: { by: 'clerk', schema: PlanProject },
	agreement: { by: 'clerk', schema: DraftAgreement },
	plan: { by: 'leader', schema: BeginPlan }
} as const;

type Step = [action: string, by: Visitor, input?: Input];
const offer: Step[] = [['offer', 'clerk']];
const signed: Step[] = [
	...offer,
	['sign', 'representative', { side: 'organisation', confirmed: true }],
	['sign', 'leader', { side: 'community', confirmed: true }]
];
const steps: Record<CoKind, Record<string, Step[]>> = {
	demand: { matched: [['match', 'clerk', { note: '和样例街小学对接' }]] },
	resource: { lent: [['lend', 'clerk']], usedUp: [['useUp', 'clerk']] },
	project: { underWay: [['start', 'clerk']] },
	agreement: { offered: offer, agreed: signed },
	plan: {}
};

/** What belongs into the fields that name something that is there. */
const known = ({ here, scopes }: Cast): Input => ({
	communityId: here.communityId,
	organisationId: scopes.organisation,
	leadId: scopes.organisation,
	milestones: [{ title: '电路检修完', dueOn: '2026-12-20' }],
	doneOn: shanghaiDate(new Date())
});

const filled = (cast: Cast, schema: Parameters<typeof exampleOf>[0]): Input => {
	const example = exampleOf(schema);
	return Object.fromEntries(
		Object.keys(schema.shape).flatMap((name) => {
			const value = known(cast)[name] ?? example[name];
			return value === undefined ? [] : [[name, value]];
		})
	);
};

let years = 2026;

/** A new entry in a state. One plan for each community and year, so each has a year of its own. */
export async function coEntry(cast: Cast, kind: CoKind, state: string): Promise<string> {
	const { by, schema } = entering[kind];
	if (kind === 'plan') years += 1;
	const input = { ...filled(cast, schema), ...(kind === 'plan' && { year: years }), centreId: cast.here.id };
	const { id } = await adders[kind].run(cast.as(by), input);
	const at = { centreId: cast.here.id, id };
	if (kind === 'plan') {
		await coAct(kind, 'change', cast.as('clerk'), { ...at, activities: [{ month: 3, title: '学雷锋义诊' }] });
		if (state === 'adopted') await coAct(kind, 'adopt', cast.as('leader'), at);
	}
	for (const [action, as, more] of steps[kind][state] ?? []) await coAct(kind, action, cast.as(as), { ...at, ...more });
	return id;
}

const shown = new WeakMap<Cast, Map<string, Promise<string>>>();

/** One to be looked at; nobody changes it. */
function shownEntry(cast: Cast, kind: CoKind, state: string): Promise<string> {
	const mine = shown.get(cast) ?? new Map<string, Promise<string>>();
	shown.set(cast, mine);
	const key = `${kind} ${state}`;
	const entry = mine.get(key) ?? coEntry(cast, kind, state);
	mine.set(key, entry);
	return entry;
}

/** The address and the input of a request about the lists: valid in everything but, perhaps, in who makes it. */
export async function askCobuilding(
	cast: Cast,
	entry: string,
	visitor: Visitor
): Promise<{ path: string; input: Input }> {
	const [address = '', variant = ''] = entry.split(' · ');
	const [method = '', route = ''] = address.split(' ');
	const { list, name } = partsOf(route, variant);
	const kind = kindAt(list);
	const action = kind && name ? coActionAt(kind, name) : undefined;
	const state = kind === undefined ? '' : action ? coStateFor(kind, action) : 'open';
	const about = /[[{]one[\]}]/.test(route) && kind;
	// whoever is refused changes nothing, so that they may all try the same one
	const isChanged = method !== 'GET' && CHANGERS.has(visitor);
	const id = about ? await (isChanged ? coEntry : shownEntry)(cast, kind, state) : '';
	const path = route
		.replace(/[[{]centre[\]}]/, cast.here.slug)
		.replace('[list]', list)
		.replace(/[[{]one[\]}]/, id)
		.replace('[path]', name);
	if (method === 'GET') return { path, input: {} };
	if (route.endsWith('?/agree') || route.endsWith('/matches')) return { path, input: await pair(cast, kind, id) };
	if (!kind) return { path, input: {} };
	if (!action) return { path, input: filled(cast, entering[kind].schema) };
	const input = filled(cast, transitionsOf(kind)[action]?.schema ?? entering[kind].schema);
	if (action === 'sign') input['side'] = visitor === 'representative' ? 'organisation' : 'community';
	if (action === 'carryOut') input['lineId'] = await lineOf(cast, id);
	return { path, input };
}

const CHANGERS: ReadonlySet<Visitor> = new Set(['clerk', 'leader', 'gridWorker', 'representative']);

/** `demands/changes` of a variant, or of an address that says it itself. */
function partsOf(route: string, variant: string): { list: string; name: string } {
	const text =
		variant || (route.split('/cobuilding/')[1] ?? '').replace(/\?.*$/, '').replace('{one}/', '').replace('[one]/', '');
	const [list = '', name = ''] = text.split('/');
	return { list, name: /[[{]/.test(name) ? '' : name };
}

async function pair(cast: Cast, kind: CoKind | undefined, id: string): Promise<Input> {
	return {
		demandId: kind === 'demand' ? id : await coEntry(cast, 'demand', 'open'),
		resourceId: kind === 'resource' ? id : await coEntry(cast, 'resource', 'open')
	};
}

async function lineOf(cast: Cast, id: string): Promise<string | undefined> {
	const detail = await coDetail(cast.as('clerk'), cast.here.id, 'plan', id);
	return detail.kind === 'plan' ? detail.lines[0]?.id : undefined;
}

/** The input as the form of a page sends it. */
export const coForm = (input: Input): Record<string, string> =>
	Object.fromEntries(
		Object.entries(input).map(([name, value]) => {
			if (name === 'items') return [name, '单位：周六上午派两名电工 2026-12-20'];
			if (name === 'milestones') return [name, '电路检修完 2026-12-20'];
			return [name, value === true ? 'on' : String(value)];
		})
	);
