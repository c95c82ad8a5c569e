import { redirect } from '@sveltejs/kit';
import { actionsFor } from '#kernel/lifecycle.ts';
import {
	activeStates,
	claimersOf,
	endedStates,
	fulfilledStates,
	hasPoint,
	isIn,
	rejections,
	wishLifecycle,
	type WishRole
} from '#modules/wishes/index.ts';
import { ownWords, wishAtWork, type WishAtWork } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import type { PageServerLoad } from './$types';

const PERSONAL: readonly WishRole[] = ['beneficiary', 'claimer', 'candidate'];

/** A wish for its person, its claimers and who could become one; staff have their own page of it at the desk. */
export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const centre = await myCentre(context, params.centre);
	const wish = await wishAtWork(context, centre.id, params.wish).catch(refusedPage);
	const roles = wish.roles.filter((role) => PERSONAL.includes(role));
	if (roles.length === 0) redirect(303, `/desk/${centre.slug}/wishes/${wish.id}`);
	const [isOwn, isClaimer] = [roles.includes('beneficiary'), roles.includes('claimer')];
	const own = claimersOf(context.actor, centre.id).map(({ id }) => id);
	const words = isOwn ? (await ownWords(context, [wish.id])).get(wish.id) : undefined;
	const personal = actionsFor(wishLifecycle, wish.state, roles);
	return {
		wish: publicPart(wish, words),
		isOwn,
		isClaimer,
		actions: wish.actions.filter((action) => personal.includes(action) && hasPoint(action, wish)),
		mayOpenContact: isClaimer && wish.mayOpenContact,
		claims: wish.claims.map(({ id, label, lead, pledge, contactedOn, contact, claimer, ...pledged }) => ({
			id,
			label,
			lead,
			isOwn: own.includes(claimer.id),
			...(isOwn || isClaimer
				? { pledge, pledgeFen: pledged.pledgeFen, promised: pledged.promised, contactedOn, contact }
				: {})
		})),
		budget: wish.budget,
		isUnderWay: isIn(activeStates, wish.state),
		isOver: isIn([...fulfilledStates, ...endedStates], wish.state),
		hasBegun: isIn(['implementing', 'submitted', ...fulfilledStates], wish.state),
		inside: isOwn || isClaimer ? insidePart(wish) : null,
		person: isOwn ? personPart(wish) : null,
		done: url.searchParams.get('done')
	};
};

const publicPart = (
	{ id, reference, state, title, publicText, alias, category, community, places, claimed }: WishAtWork,
	words?: string
) => ({
	id,
	reference,
	state,
	title: title ?? words ?? `${category.name}的心愿`,
	publicText,
	alias,
	community,
	left: places - claimed
});

const insidePart = ({ deadline, records, pictures, history, documents, thanks }: WishAtWork) => ({
	documents,
	thanks,
	spent: records.costs.map((cost) => ({ budgetItemId: cost.budget_item_id, amountFen: cost.amount_fen })),
	deadline,
	progress: records.progress.map(({ id, note, recorded_at: at, handed_to, handed_on }) => ({
		id,
		note,
		at,
		handedTo: handed_to,
		handedOn: handed_on
	})),
	costs: records.costs.map(({ item, amount_fen: amountFen }) => ({ item, amountFen })),
	findings: records.assessments.map(({ visited_on: on, findings }) => ({ on, findings })),
	pictures,
	history
});

const personPart = ({ told, ownContact, disclosures, rejectionReason, contactWay }: WishAtWork) => ({
	told,
	contact: ownContact,
	contactWay,
	disclosures: disclosures.map(({ at, viewer, as, reason, fields }) => ({ at, viewer, as, reason, fields })),
	rejection: rejectionReason && rejections[rejectionReason]
});
