import { z } from 'zod';
import { accountOf, holds } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Invalid, Refused } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { communitiesOf, gridsOf } from '#modules/directory/server.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { giveConsent, keepPerson, messagePerson } from '#modules/people/server.ts';
import { CollectWish, SubmitWish } from '../forms.ts';
import { mayCollect } from '../policy.ts';
import { categoriesOf } from '../queries/categories.server.ts';
import { consentWords, KEEPING } from '../wish.ts';
import { startClock } from './transition.server.ts';

/** How a wish is found again: by people who read the reference aloud, and by programs. */
export interface Collected {
	id: string;
	reference: string;
}

const AtCentre = z.object({ centreId: z.uuid() });

/** Takes a wish down for a resident. Errors: Invalid; Refused unless clerk or grid worker of the centre. */
export const collectWish = command('wishes.collect', CollectWish.extend(AtCentre.shape), async (work, input) => {
	if (!mayCollect(work.actor, input.centreId)) throw new Refused('只有中心的工作人员和网格员可以代为登记。');
	const way = input.channel === 'phone' ? 'phone' : 'inPerson';
	const staffRole = holds(work.actor, input.centreId, 'clerk') ? 'clerk' : 'gridWorker';
	return collect(work, { ...input, contactWay: 'proxy', as: staffRole, consentWay: way });
});

/**
 * A resident's own wish. Verified by code, the actor is signed in with this very number; else a clerk calls back.
 * Errors: Invalid; Refused when the number is not the one that was verified.
 */
export const submitWish = command('wishes.submit', SubmitWish.extend(AtCentre.shape), async (work, input) => {
	const accountId = accountOf(work.actor);
	if (input.contactWay === 'code' && (accountId === null || (await phoneOf(work.db, accountId)) !== input.phone))
		throw new Refused('请先用短信验证码确认这个手机号。');
	const verified = input.contactWay === 'code' ? accountId : null;
	return collect(work, {
		...input,
		kind: 'wish',
		channel: 'online',
		as: 'beneficiary',
		consentWay: 'online',
		accountId: verified
	});
});

type NewWish = Omit<z.output<typeof CollectWish>, 'consent'> & {
	centreId: string;
	contactWay: 'code' | 'callBack' | 'proxy';
	as: 'clerk' | 'gridWorker' | 'beneficiary';
	consentWay: 'online' | 'phone' | 'inPerson';
	accountId?: string | null;
};

async function collect(work: Work, input: NewWish): Promise<Collected> {
	await requirePlace(work, input);
	const { centreId, name, phone, address, communityId, gridId, accountId } = input;
	const personId = await keepPerson(work, { centreId, name, phone, address, communityId, gridId, accountId });
	const wish = await insertWish(work, input, personId);
	await giveConsent(work, {
		centreId,
		personId,
		purpose: KEEPING,
		subjectId: wish.id,
		wording: consentWords[KEEPING],
		way: input.consentWay
	});
	await startClock(work, { centreId, id: wish.id }, 'collected');
	await work.record({
		centreId,
		subject: { kind: 'wish', id: wish.id },
		action: 'wish.collected',
		as: input.as,
		actingFor: input.as === 'beneficiary' ? null : personId,
		channel: input.channel,
		data: { kind: input.kind, category: input.category, contactWay: input.contactWay, to: 'collected' }
	});
	await messagePerson(work, {
		centreId,
		personId,
		text: `您的心愿已经收到，编号 ${wish.reference}。我们会在3个工作日内联系您核实。`
	});
	return wish;
}

/** Errors: Invalid for a category, community or grid that is not the centre's. */
async function requirePlace({ db }: Work, { centreId, category, communityId, gridId }: NewWish): Promise<void> {
	const [categories, communities] = [await categoriesOf(db, centreId), await communitiesOf(db, centreId)];
	if (!categories.some(({ code }) => code === category)) throw wrong('category', '请选择类别');
	if (!communities.some(({ id }) => id === communityId)) throw wrong('communityId', '请选择社区');
	if (gridId === undefined) return;
	const grids = await gridsOf(db, centreId);
	if (!grids.some((grid) => grid.id === gridId && grid.communityId === communityId))
		throw wrong('gridId', '这个网格不在所选的社区里，请重新选择');
}

const wrong = (field: string, message: string) => new Invalid(message, [{ field, message }]);

/** A reference is drawn until it is a new one: of 30^8 a second draw is rare. */
async function insertWish(work: Work, input: NewWish, personId: string): Promise<Collected> {
	const id = newId();
	for (;;) {
		const reference = newReference();
		const inserted = await work.db
			.insertInto('wishes.wish')
			.values({
				centre_id: input.centreId,
				id,
				reference,
				kind: input.kind,
				state: 'collected',
				category: input.category,
				channel: input.channel,
				community_id: input.communityId,
				grid_id: input.gridId ?? null,
				person_id: personId,
				beneficiary_kind: input.beneficiaryKind,
				told_sealed: seal(input.told),
				contact_way: input.contactWay,
				collected_on: shanghaiDate(work.clock()),
				created_at: work.clock(),
				handler_id: input.as === 'beneficiary' ? null : accountOf(work.actor)
			})
			.onConflict((conflict) => conflict.columns(['centre_id', 'reference']).doNothing())
			.executeTakeFirst();
		if (inserted.numInsertedOrUpdatedRows === 1n) return { id, reference };
	}
}
