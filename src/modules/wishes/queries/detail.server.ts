import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { claimerLabels } from '#modules/directory/server.ts';
import { heldClaims } from '../commands/lock.server.ts';
import { cardOf, type WishCardView } from './card.server.ts';
import { publicPlanOf } from './budget.server.ts';
import { picturesOf, type PictureView } from './parts.server.ts';
import { publicHistoryOf, type Happening } from './timeline.server.ts';

/** A wish as everybody may see it: no name, no phone, no address, no notes. */
export interface PublicWish extends WishCardView {
	claimers: { label: string; lead: boolean }[];
	pictures: PictureView[];
	history: Happening[];
	/** Of a project: what it may cost in all, in fen, and its milestones. */
	plan?: Awaited<ReturnType<typeof publicPlanOf>>;
}

/** Errors: Missing when it is not on the wall of this centre. */
export async function publicWish({ db }: Pick<Context, 'db'>, centreId: string, id: string): Promise<PublicWish> {
	const card = await cardOf(db, centreId, id);
	if (!card) throw new Missing('没有这个心愿，或者它已经撤下。');
	const claims = await heldClaims(db, centreId, id);
	const labels = await claimerLabels(
		db,
		centreId,
		claims.map(({ claimer }) => claimer.id)
	);
	return {
		...card,
		claimers: claims.map(({ claimer, lead }) => ({ label: labels.get(claimer.id) ?? '认领人', lead })),
		pictures: (await picturesOf(db, centreId, id)).filter(({ isPublic }) => isPublic),
		history: await publicHistoryOf(db, centreId, id),
		plan: await publicPlanOf(db, centreId, card)
	};
}
