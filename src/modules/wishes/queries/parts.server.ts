import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { openMaybe } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, lightsFor, type DeadlineView } from '#modules/deadlines/server.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { claimerOf } from '../commands/lock.server.ts';
import type { Claimer, PictureStage } from '../wish.ts';

export interface ClaimView {
	id: string;
	claimer: Claimer;
	label: string;
	lead: boolean;
	pledge: string | null;
	pledgeFen: number | null;
	/** Until when they want to have it done, with how that stands today. */
	promised: { by: string; light: 'green' | 'yellow' | 'red'; words: string } | null;
	claimedAt: Date;
	contactedOn: string | null;
	/** Until when the claimer should have been in touch; none once they were. */
	contact: DeadlineView | null;
}

/** The places that are held now, the lead first. */
export async function claimsOf({ db, clock }: Context, centreId: string, wishId: string): Promise<ClaimView[]> {
	const rows = await db
		.selectFrom('wishes.claim')
		.select([
			'id',
			'member_id',
			'organisation_id',
			'lead',
			'pledge',
			'pledge_fen',
			'pledge_by',
			'claimed_at',
			'contacted_on'
		])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.where('state', '=', 'held')
		.orderBy('lead', 'desc')
		.orderBy('place')
		.execute();
	const claimers = rows.map((row) => claimerOf(row));
	const labels = await claimerLabels(
		db,
		centreId,
		claimers.map(({ id }) => id)
	);
	const due = await deadlinesOf(
		db,
		centreId,
		rows.map(({ id }) => id),
		shanghaiDate(clock())
	);
	const lightOf = rows.some((row) => row.pledge_by) ? await lightsFor(db, centreId, shanghaiDate(clock())) : undefined;
	return rows.map((row, at) => {
		const claimer = claimers[at] as Claimer;
		return {
			id: row.id,
			claimer,
			label: labels.get(claimer.id) ?? '认领人',
			lead: row.lead,
			pledge: row.pledge,
			pledgeFen: row.pledge_fen,
			promised: row.pledge_by && lightOf ? { by: row.pledge_by, ...lightOf(row.pledge_by) } : null,
			claimedAt: row.claimed_at,
			contactedOn: row.contacted_on,
			contact: due.get(row.id) ?? null
		};
	});
}

export interface PictureView {
	id: string;
	stage: PictureStage;
	alt: string;
	width: number;
	height: number;
	isPublic: boolean;
}

export async function picturesOf(db: Db, centreId: string, wishId: string): Promise<PictureView[]> {
	const rows = await db
		.selectFrom('wishes.wish_picture as wp')
		.innerJoin('files.picture as p', (join) =>
			join.onRef('p.centre_id', '=', 'wp.centre_id').onRef('p.id', '=', 'wp.picture_id')
		)
		.select(['p.id', 'wp.stage', 'wp.description', 'p.width', 'p.height', 'p.public'])
		.where('wp.centre_id', '=', centreId)
		.where('wp.wish_id', '=', wishId)
		.orderBy('wp.stage')
		.orderBy('wp.position')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		stage: row.stage as PictureStage,
		alt: row.description,
		width: row.width,
		height: row.height,
		isPublic: row.public
	}));
}

export type Records = Awaited<ReturnType<typeof recordsOf>>;

/** What was written down on the way, oldest first. */
export async function recordsOf({ db }: Pick<Context, 'db'>, centreId: string, wishId: string) {
	const [verifications, assessments, progress, costs, acceptances] = await Promise.all([
		db
			.selectFrom('wishes.verification')
			.select(['method', 'result', 'verified_on'])
			.where('centre_id', '=', centreId)
			.where('wish_id', '=', wishId)
			.orderBy('id')
			.execute(),
		db
			.selectFrom('wishes.assessment')
			.select(['visited_on', 'visitors', 'findings', 'estimate_fen'])
			.where('centre_id', '=', centreId)
			.where('wish_id', '=', wishId)
			.orderBy('id')
			.execute(),
		db
			.selectFrom('wishes.progress')
			.select(['id', 'note', 'handed_to', 'handed_on', 'recorded_at'])
			.where('centre_id', '=', centreId)
			.where('wish_id', '=', wishId)
			.orderBy('id')
			.execute(),
		db
			.selectFrom('wishes.cost')
			.select(['progress_id', 'item', 'amount_fen', 'budget_item_id'])
			.where('centre_id', '=', centreId)
			.where('wish_id', '=', wishId)
			.orderBy('id')
			.execute(),
		db
			.selectFrom('wishes.acceptance')
			.select(['way', 'outcome', 'rating', 'words_sealed', 'at'])
			.where('centre_id', '=', centreId)
			.where('wish_id', '=', wishId)
			.orderBy('id')
			.execute()
	]);
	return {
		verifications,
		assessments,
		progress,
		costs,
		acceptances: acceptances.map(({ words_sealed, ...said }) => ({ ...said, words: openMaybe(words_sealed) }))
	};
}
