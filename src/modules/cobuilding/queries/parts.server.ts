import type { Db } from '#kernel/db.ts';
import { open } from '#kernel/secrets.ts';
import { lightsFor } from '#modules/deadlines/server.ts';
import type { Giver } from '../nouns.ts';

type Lit = 'green' | 'yellow' | 'red' | 'done';

export interface CoMilestone {
	position: number;
	title: string;
	dueOn: string;
	reachedOn: string | null;
	light: Lit;
	words: string;
}

export interface CoItem {
	position: number;
	giver: Giver;
	what: string;
	dueOn: string | null;
	givenOn: string | null;
	/** None for what is due on no day. */
	light: Lit | null;
	words: string;
}

type Whose = 'project_id' | 'agreement_id';

export async function milestonesOf(
	db: Db,
	centreId: string,
	whose: Whose,
	id: string,
	today: string
): Promise<CoMilestone[]> {
	const rows = await db
		.selectFrom('cobuilding.milestone')
		.select(['position', 'title', 'due_on', 'reached_on'])
		.where('centre_id', '=', centreId)
		.where(whose, '=', id)
		.orderBy('position')
		.execute();
	const lightOf = await lightsFor(db, centreId, today);
	return rows.map(({ position, title, due_on: dueOn, reached_on: reachedOn }) => ({
		...{ position, title, dueOn, reachedOn },
		...(reachedOn === null ? lightOf(dueOn) : DONE)
	}));
}

const DONE = { light: 'done', words: '已完成' } as const;

export async function itemsOf(db: Db, centreId: string, agreementId: string, today: string): Promise<CoItem[]> {
	const rows = await db
		.selectFrom('cobuilding.agreement_item')
		.select(['position', 'what', 'due_on', 'given_on'])
		.select((row) => row.ref('giver').$castTo<Giver>().as('giver'))
		.where('centre_id', '=', centreId)
		.where('agreement_id', '=', agreementId)
		.orderBy('position')
		.execute();
	const lightOf = await lightsFor(db, centreId, today);
	return rows.map(({ position, giver, what, due_on: dueOn, given_on: givenOn }) => ({
		...{ position, giver, what, dueOn, givenOn },
		...(givenOn !== null
			? { light: 'done' as const, words: '已兑现' }
			: dueOn === null
				? { light: null, words: '没有约定日期' }
				: lightOf(dueOn))
	}));
}

/** What was noted on the way, newest first. */
export async function progressOf(
	db: Db,
	centreId: string,
	whose: Whose,
	id: string
): Promise<{ at: Date; note: string }[]> {
	const rows = await db
		.selectFrom('cobuilding.progress')
		.select(['at', 'note_sealed'])
		.where('centre_id', '=', centreId)
		.where(whose, '=', id)
		.orderBy('id', 'desc')
		.limit(100)
		.execute();
	return rows.map(({ at, note_sealed: sealed }) => ({ at, note: open(sealed) }));
}

export interface Linked {
	id: string;
	title: string;
	state: string;
}

/** Agreements that came of a demand, a resource or a project. */
export const agreementsOn = (
	db: Db,
	centreId: string,
	of: 'demand_id' | 'resource_id' | 'project_id',
	id: string
): Promise<Linked[]> =>
	db
		.selectFrom('cobuilding.agreement')
		.select(['id', 'title', 'state'])
		.where('centre_id', '=', centreId)
		.where(of, '=', id)
		.orderBy('id', 'desc')
		.limit(50)
		.execute();
