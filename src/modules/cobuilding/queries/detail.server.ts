import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import { NOTHING, subjectAt } from '../commands/lock.server.ts';
import type { CoRole } from '../lifecycle.ts';
import type { Match } from '../match.ts';
import type { CoKind } from '../nouns.ts';
import { coActionsOn, maySee, rolesOn } from '../policy.ts';
import { agreementAt, type AgreementView } from './agreement.server.ts';
import { historyOf, type CoHappening } from './history.server.ts';
import { demandsThatSuit, resourcesThatSuit } from './matches.server.ts';
import {
	agreementsOn,
	itemsOf,
	milestonesOf,
	progressOf,
	type CoItem,
	type CoMilestone,
	type Linked
} from './parts.server.ts';
import { litLinesOf, type LitLine } from './plan-lines.server.ts';
import { planAt, type PlanView } from './plan.server.ts';
import {
	demandViews,
	projectViews,
	resourceViews,
	type DemandView,
	type ProjectView,
	type ResourceView
} from './views.server.ts';

interface Common {
	roles: CoRole[];
	/** What the visitor may do with it now. */
	actions: string[];
	history: CoHappening[];
	deadline: DeadlineView | null;
}
interface OfDemand {
	kind: 'demand';
	entry: DemandView;
	matches: Match<ResourceView>[];
	agreements: Linked[];
}
interface OfResource {
	kind: 'resource';
	entry: ResourceView;
	matches: Match<DemandView>[];
	agreements: Linked[];
}
interface OfProject {
	kind: 'project';
	entry: ProjectView;
	milestones: CoMilestone[];
	demands: Linked[];
	resources: Linked[];
	agreements: Linked[];
	progress: { at: Date; note: string }[];
}
interface OfAgreement {
	kind: 'agreement';
	entry: AgreementView;
	items: CoItem[];
	milestones: CoMilestone[];
	progress: { at: Date; note: string }[];
}
interface OfPlan {
	kind: 'plan';
	entry: PlanView;
	lines: LitLine[];
}

/** One entry with everything about it, for those who work on it. */
export type CoDetail = Common & (OfDemand | OfResource | OfProject | OfAgreement | OfPlan);

/** Errors: Refused for a guest; Missing for what is not there or not for this visitor. */
export async function coDetail(context: Context, centreId: string, kind: CoKind, id: string): Promise<CoDetail> {
	const { db, actor, clock } = context;
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const subject = await subjectAt(db, kind, centreId, id);
	if (!maySee(actor, subject)) throw new Missing(NOTHING);
	const today = shanghaiDate(clock());
	return {
		roles: rolesOn(actor, subject),
		actions: coActionsOn(actor, subject),
		history: await historyOf(db, centreId, kind, id),
		deadline: (await deadlinesOf(db, centreId, [id], today)).get(id) ?? null,
		...(await partsOf[kind](db, centreId, id, today))
	};
}

type Parts = OfDemand | OfResource | OfProject | OfAgreement | OfPlan;

const partsOf: Record<CoKind, (db: Db, centreId: string, id: string, today: string) => Promise<Parts>> = {
	demand: async (db, centreId, id, today) => {
		const entry = only(await demandViews(db, centreId, [id]));
		const matches = await resourcesThatSuit(db, centreId, entry, today);
		return { kind: 'demand', entry, matches, agreements: await agreementsOn(db, centreId, 'demand_id', id) };
	},
	resource: async (db, centreId, id, today) => {
		const entry = only(await resourceViews(db, centreId, [id]));
		const matches = await demandsThatSuit(db, centreId, entry, today);
		return { kind: 'resource', entry, matches, agreements: await agreementsOn(db, centreId, 'resource_id', id) };
	},
	project: async (db, centreId, id, today) => ({
		kind: 'project',
		entry: only(await projectViews(db, centreId, [id])),
		milestones: await milestonesOf(db, centreId, 'project_id', id, today),
		demands: await sourcesOf(db, 'demand', centreId, id),
		resources: await sourcesOf(db, 'resource', centreId, id),
		agreements: await agreementsOn(db, centreId, 'project_id', id),
		progress: await progressOf(db, centreId, 'project_id', id)
	}),
	agreement: async (db, centreId, id, today) => ({
		kind: 'agreement',
		entry: await agreementAt(db, centreId, id),
		items: await itemsOf(db, centreId, id, today),
		milestones: await milestonesOf(db, centreId, 'agreement_id', id, today),
		progress: await progressOf(db, centreId, 'agreement_id', id)
	}),
	plan: async (db, centreId, id, today) => {
		const entry = await planAt(db, centreId, id);
		return { kind: 'plan', entry, lines: await litLinesOf(db, centreId, entry, today) };
	}
};

function only<Row>([row]: readonly Row[]): Row {
	if (row === undefined) throw new Missing(NOTHING);
	return row;
}

/** The demands or resources a project came of. */
const sourcesOf = (db: Db, what: 'demand' | 'resource', centreId: string, projectId: string): Promise<Linked[]> =>
	db
		.selectFrom(`cobuilding.project_${what} as x` as 'cobuilding.project_demand as x')
		.innerJoin(`cobuilding.${what} as e` as 'cobuilding.demand as e', (join) =>
			join.onRef('e.centre_id', '=', 'x.centre_id').onRef('e.id', '=', `x.${what}_id` as 'x.demand_id')
		)
		.select(['e.id', 'e.title', 'e.state'])
		.where('x.centre_id', '=', centreId)
		.where('x.project_id', '=', projectId)
		.orderBy('e.id')
		.execute();
