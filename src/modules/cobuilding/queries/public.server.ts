import type { Db } from '#kernel/db.ts';
import { coList, type CoFilter } from './lists.server.ts';
import {
	demandViews,
	projectViews,
	resourceViews,
	type DemandView,
	type ProjectView,
	type ResourceView
} from './views.server.ts';

/** The states that everybody may see, of the three lists: the first stands first. */
export const publicStates = {
	demand: ['open', 'matched', 'met'],
	resource: ['open'],
	project: ['underWay', 'planned', 'done']
} as const;
export type PublicKind = keyof typeof publicStates;

export type PublicCard =
	| { kind: 'demand'; entry: DemandView }
	| { kind: 'resource'; entry: ResourceView }
	| { kind: 'project'; entry: ProjectView };

/** A page of one of the three lists as everybody may read it. */
export async function publicCards(
	db: Db,
	centreId: string,
	kind: PublicKind,
	filter: CoFilter
): Promise<{ cards: PublicCard[]; next: string | null }> {
	const { lines, next } = await coList(db, centreId, kind, filter);
	const ids = lines.map(({ id }) => id);
	return { cards: await cardsOf[kind](db, centreId, ids), next };
}

const cardsOf: Record<PublicKind, (db: Db, centreId: string, ids: readonly string[]) => Promise<PublicCard[]>> = {
	demand: async (...at) => (await demandViews(...at)).map((entry) => ({ kind: 'demand', entry })),
	resource: async (...at) => (await resourceViews(...at)).map((entry) => ({ kind: 'resource', entry })),
	project: async (...at) => (await projectViews(...at)).map((entry) => ({ kind: 'project', entry }))
};
