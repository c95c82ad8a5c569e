import type { Context } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { holds } from '#kernel/actor.ts';
import { open } from '#kernel/secrets.ts';
import { ALIAS_FORMS, aliasOf, type AliasForm } from '#modules/people/index.ts';
import { ownContact } from '#modules/people/server.ts';
import { limitFor } from '../commands/approve.server.ts';
import { passagesOf, proposedOf, wantedIn, type Passage } from '../passages.ts';
import { markedIn } from '../redaction.ts';
import type { BeneficiaryKind, WishKind } from '../wish.ts';
import { picturesOf, type PictureView } from './parts.server.ts';

/** What somebody begins with who makes a wish public. */
export interface PublicationDraft {
	/** In the person's own words, with what must not become public marked. */
	told: Passage[];
	/** Proposals without these details; the words of an earlier publication come first. */
	title: string;
	publicText: string;
	alias: string;
	aliases: string[];
	/** What was shown before anybody began: each may be shown to all, if its person agrees. */
	pictures: PictureView[];
	/** Above this many fen the leader has to agree first; null where there is no limit. */
	limitFen: number | null;
}

/**
 * A draft for the wall. Name, phone and address are used to find themselves in the text and are not shown: nobody learns of
 * them more than was told. Errors: Missing; Refused unless a clerk of the centre.
 */
export async function publicationDraft(
	{ db, actor, clock }: Context,
	centreId: string,
	id: string
): Promise<PublicationDraft> {
	if (!holds(actor, centreId, 'clerk')) throw new Refused('只有中心的工作人员可以发布心愿。');
	const row = isId(id)
		? await db
				.selectFrom('wishes.wish')
				.select(['kind', 'person_id', 'told_sealed', 'beneficiary_kind', 'title', 'public_text', 'alias'])
				.where('centre_id', '=', centreId)
				.where('id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Missing('没有这个心愿，或者它已经撤下。');
	const contact = await ownContact(db, centreId, row.person_id);
	const words = open(row.told_sealed);
	const told = passagesOf(words, markedIn(words, contact));
	const kind = row.beneficiary_kind as BeneficiaryKind;
	const aliases = ALIAS_FORMS.map((form) => aliasOf(contact.name ?? '', form));
	return {
		told,
		title: row.title ?? wantedIn(told, LONGEST_TITLE),
		publicText: row.public_text ?? [...proposedOf(told)].slice(0, LONGEST_TEXT).join(''),
		alias: row.alias ?? (kind === 'public' ? EVERYBODY : aliasOf(contact.name ?? '', formOf[kind] ?? '街坊')),
		aliases: [...aliases, EVERYBODY],
		pictures: (await picturesOf(db, centreId, id)).filter(({ stage }) => stage === 'told' || stage === 'before'),
		limitFen: await limitFor({ db, clock }, { centreId, kind: row.kind as WishKind })
	};
}

const LONGEST_TITLE = 24;
const LONGEST_TEXT = 500;
const EVERYBODY = '小区居民';

/** Whether somebody is a grandfather or an aunt, only whoever spoke to them knows; the neutral word is the first proposal. */
const formOf: Partial<Record<BeneficiaryKind, AliasForm>> = { child: '同学' };
