import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { deadlinesOf, type DeadlineView } from '#modules/deadlines/server.ts';
import { accountNames } from '#modules/identity/server.ts';
import { accountOfPerson, disclosuresOf, ownContact } from '#modules/people/server.ts';
import { heldClaims } from '../commands/lock.server.ts';
import type { WishAction, WishRole, WishState } from '../lifecycle.ts';
import {
	actionsOn,
	mayOpenContact,
	mayReadTold,
	maySeeAll,
	maySeeDocuments,
	maySeePictures,
	maySeeTold,
	mayWorkOn,
	rolesOn,
	type WishSubject
} from '../policy.ts';
import type { BeneficiaryKind, Channel, ContactWay, RejectionReason, WishKind } from '../wish.ts';
import { thanksOf } from '../commands/thank.server.ts';
import { budgetOf, type BudgetView } from './budget.server.ts';
import { documentsOf, type DocumentView } from './documents.server.ts';
import { relatedTo, type RelatedWish } from './related.server.ts';
import { intakeOf, type IntakeView } from './intake.server.ts';
import { claimsOf, picturesOf, recordsOf, type ClaimView, type PictureView, type Records } from './parts.server.ts';
import { historyOf, type Happening } from './timeline.server.ts';

/** A wish for whoever works on it: staff, its person, its claimers. What they may not see is left out. */
export interface WishAtWork {
	id: string;
	reference: string;
	kind: WishKind;
	state: WishState;
	category: { code: string; name: string };
	channel: Channel;
	community: { id: string; name: string };
	gridName: string | null;
	beneficiaryKind: BeneficiaryKind;
	contactWay: ContactWay;
	/** How it came in; for staff. */
	intake: IntakeView | null;
	/** In the person's own words; for staff and the person alone. */
	told: string | null;
	title: string | null;
	publicText: string | null;
	alias: string | null;
	onWall: boolean;
	places: number;
	claimed: number;
	budgetFen: number | null;
	limitFen: number | null;
	budget: BudgetView;
	/** For staff and claimers. */
	documents: DocumentView[];
	thanks: Awaited<ReturnType<typeof thanksOf>> | null;
	/** The entries it was merged with or converted from or into. */
	related: RelatedWish[];
	rejectionReason: RejectionReason | null;
	rating: number | null;
	collectedOn: string;
	publishedOn: string | null;
	completedOn: string | null;
	handler: string | null;
	roles: WishRole[];
	actions: WishAction[];
	mayOpenContact: boolean;
	deadline: DeadlineView | null;
	claims: ClaimView[];
	records: Records;
	pictures: PictureView[];
	history: Happening[];
	/** Who looked at the contact details; for the person and for staff. */
	disclosures: Awaited<ReturnType<typeof disclosuresOf>>;
	/** The person's own details, for themself. */
	ownContact: Awaited<ReturnType<typeof ownContact>> | null;
}

/** Errors: Missing for a wish that is not there or that the actor has nothing to do with. */
export async function wishAtWork(context: Context, centreId: string, id: string): Promise<WishAtWork> {
	const { db, actor, clock } = context;
	const row = isId(id) ? await find(context, centreId, id) : undefined;
	if (!row) throw new Missing(NO_WISH);
	const held = await heldClaims(db, centreId, id);
	const subject: WishSubject = {
		centreId,
		kind: row.kind as WishKind,
		state: row.state as WishState,
		gridId: row.grid_id,
		beneficiaryAccountId: await accountOfPerson(db, centreId, row.person_id),
		claimers: held.map(({ claimer }) => claimer),
		onWall: row.on_wall
	};
	if (!mayWorkOn(actor, subject)) throw new Missing(NO_WISH);
	const roles = rolesOn(actor, subject);
	const [isStaff, isOwn] = [maySeeAll(actor, centreId), roles.includes('beneficiary')];
	const isInside = isStaff || isOwn || roles.includes('claimer');
	const about = { kind: 'wish', id };
	return {
		...plain(row),
		told: isOwn || mayReadTold(actor, centreId) ? open(row.told_sealed) : null,
		handler: row.handler_id ? ((await accountNames(db, [row.handler_id])).get(row.handler_id) ?? null) : null,
		roles,
		actions: actionsOn(actor, subject),
		mayOpenContact: mayOpenContact(actor, subject) !== undefined,
		deadline: (await deadlinesOf(db, centreId, [id], shanghaiDate(clock()))).get(id) ?? null,
		intake: isStaff ? await intakeOf(db, centreId, id) : null,
		claims: await claimsOf(context, centreId, id),
		budget: await budgetOf(context, centreId, id),
		documents: maySeeDocuments(actor, subject) ? await documentsOf(context, centreId, id) : [],
		thanks: isInside ? ((await thanksOf(context, { centreId, id })) ?? null) : null,
		related: isStaff ? await relatedTo(context, centreId, id) : [],
		records: isInside
			? await recordsOf(context, centreId, id)
			: { verifications: [], assessments: [], progress: [], costs: [], acceptances: [] },
		pictures: (await picturesOf(db, centreId, id)).filter(
			(picture) =>
				picture.isPublic || (picture.stage === 'told' ? maySeeTold(actor, subject) : maySeePictures(actor, subject))
		),
		history: isInside ? await historyOf(db, centreId, id, isStaff) : [],
		disclosures: isStaff || isOwn ? await disclosuresOf(db, centreId, row.person_id, about) : [],
		ownContact: isOwn ? await ownContact(db, centreId, row.person_id) : null
	};
}

const NO_WISH = '没有这个心愿，或者它已经撤下。';

const find = ({ db }: Context, centreId: string, id: string) =>
	db
		.selectFrom('wishes.wish as w')
		.innerJoin('wishes.category as c', (join) =>
			join.onRef('c.centre_id', '=', 'w.centre_id').onRef('c.code', '=', 'w.category')
		)
		.innerJoin('directory.community as m', (join) =>
			join.onRef('m.centre_id', '=', 'w.centre_id').onRef('m.id', '=', 'w.community_id')
		)
		.leftJoin('directory.grid as g', (join) =>
			join.onRef('g.centre_id', '=', 'w.centre_id').onRef('g.id', '=', 'w.grid_id')
		)
		.selectAll('w')
		.select(['c.name as category_name', 'm.name as community_name', 'g.name as grid_name'])
		.where('w.centre_id', '=', centreId)
		.where('w.id', '=', id)
		.executeTakeFirst();

type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

const plain = (row: Row) => ({
	id: row.id,
	reference: row.reference,
	kind: row.kind as WishKind,
	state: row.state as WishState,
	category: { code: row.category, name: row.category_name },
	channel: row.channel as Channel,
	community: { id: row.community_id, name: row.community_name },
	gridName: row.grid_name,
	beneficiaryKind: row.beneficiary_kind as BeneficiaryKind,
	contactWay: row.contact_way as ContactWay,
	title: row.title,
	publicText: row.public_text,
	alias: row.alias,
	onWall: row.on_wall,
	places: row.places,
	claimed: row.claimed_count,
	budgetFen: row.budget_fen,
	limitFen: row.money_limit_fen,
	rejectionReason: row.rejection_reason as RejectionReason | null,
	rating: row.rating,
	collectedOn: row.collected_on,
	publishedOn: row.published_on,
	completedOn: row.completed_on
});
