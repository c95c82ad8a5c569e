import { z } from 'zod';
import { accountOf, grantsOf, type Actor } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { phoneOf } from '#modules/identity/server.ts';
import { giveConsent, keepPerson, messagePerson } from '#modules/people/server.ts';
import { CollectWish, SubmitWish } from '../intake-forms.ts';
import { consentWayOf, keepingWords, type Capacity, type ConsentWay } from '../intake.ts';
import { collectorRoleOf } from '../policy.ts';
import { keepLikeness } from '../duplicates/keep.server.ts';
import { KEEPING } from '../wish.ts';
import { keepIntake, keepProxy, placeOf, wrong, type Proxy } from './intake.server.ts';
import { attachPictures } from './pictures.server.ts';
import { sendOwnLink } from './own-link.server.ts';
import { startClock } from './transition.server.ts';

/** How a wish is found again: by people who read the reference aloud, and by programs. */
export interface Collected {
	id: string;
	reference: string;
}

const AtCentre = z.object({ centreId: z.uuid() });

/**
 * Takes a wish down for a resident. A building head does so for the own grid, which is where it is unless they say otherwise.
 * Errors: Invalid; Refused unless clerk, grid worker, social worker or building head of the centre; Conflict for a sheet that
 * was keyed in before; Missing picture.
 */
export const collectWish = command('wishes.collect', CollectWish.extend(AtCentre.shape), async (work, input) => {
	const as = collectorRoleOf(work.actor, input.centreId);
	if (!as) throw new Refused('只有中心的工作人员、网格员、社工和楼栋长可以代为登记。');
	const { proxyName, proxyPhone, relationship, ...wish } = input;
	if (!!proxyName !== !!relationship) throw proxyName ? NO_RELATIONSHIP() : NO_PROXY();
	const proxy = proxyName && relationship ? { name: proxyName, phone: proxyPhone, relationship } : undefined;
	return collect(work, {
		...wish,
		gridId: as === 'buildingHead' ? ownGrid(work.actor, input) : input.gridId,
		phone: wish.phone ?? proxyPhone,
		contactWay: 'proxy',
		as,
		proxy,
		consentWay: input.consentWay ?? (input.paperSerial ? 'paper' : consentWayOf[input.channel])
	});
});

/**
 * A resident's own wish, or one for somebody else who knows of it. Verified by code, the actor is signed in with this very
 * number; else a clerk calls back. Who sends it for another is reached, and the wish is the other's.
 * Errors: Invalid; Refused when the number is not the one that was verified; Missing picture.
 */
export const submitWish = command('wishes.submit', SubmitWish.extend(AtCentre.shape), async (work, input) => {
	const accountId = accountOf(work.actor);
	if (input.contactWay === 'code' && (accountId === null || (await phoneOf(work.db, accountId)) !== input.phone))
		throw new Refused('请先用短信验证码确认这个手机号。');
	const verified = input.contactWay === 'code' ? accountId : null;
	const { whom, proxyName, relationship, personPhone, personConsent, ...wish } = input;
	const all = { ...wish, kind: 'wish', channel: 'online', consentWay: 'online' } as const;
	if (whom !== 'other') return collect(work, { ...all, as: 'self', accountId: verified });
	if (!proxyName) throw NO_PROXY();
	if (!relationship) throw NO_RELATIONSHIP();
	if (!personConsent) throw wrong('personConsent', '要先跟本人说好。本人同意了，请勾选这一项');
	const proxy = { name: proxyName, phone: input.phone, relationship, accountId: verified };
	return collect(work, { ...all, phone: personPhone ?? input.phone, as: 'relative', proxy });
});

const NO_PROXY = () => wrong('proxyName', '请填写代提人的姓名');
const NO_RELATIONSHIP = () => wrong('relationship', '请选择代提人是本人的什么人');

type NewWish = Pick<
	z.output<typeof CollectWish>,
	'kind' | 'category' | 'channel' | 'communityId' | 'beneficiaryKind' | 'told' | 'name'
> &
	Partial<
		Pick<
			z.output<typeof CollectWish>,
			'gridId' | 'buildingId' | 'phone' | 'address' | 'pictureIds' | 'calledAt' | 'paperSerial'
		>
	> & {
		centreId: string;
		contactWay: 'code' | 'callBack' | 'proxy';
		as: Capacity;
		consentWay: ConsentWay;
		accountId?: string | null;
		proxy?: Proxy | undefined;
	};

async function collect(work: Work, input: NewWish): Promise<Collected> {
	const place = await placeOf(work, input);
	const { centreId, name, phone, address, accountId, proxy } = input;
	const { communityId, gridId, buildingId } = place;
	const personId = await keepPerson(work, { centreId, name, phone, address, communityId, gridId, accountId });
	const proxyId = proxy && (await keepProxy(work, centreId, proxy));
	const wish = await insertWish(work, { ...input, ...place }, personId);
	await keepLikeness(work, { centreId, wishId: wish.id, told: input.told });
	await keepIntake(work, {
		centreId,
		wishId: wish.id,
		capacity: input.as,
		proxy: proxy && proxyId ? { ...proxy, personId: proxyId } : undefined,
		consentWay: input.consentWay,
		buildingId,
		calledAt: input.calledAt,
		paperSerial: input.paperSerial
	});
	await attachPictures(work, { centreId, id: wish.id, title: null }, 'told', input.pictureIds ?? []);
	await giveConsent(work, {
		centreId,
		personId,
		purpose: KEEPING,
		subjectId: wish.id,
		wording: keepingWords(proxy !== undefined),
		way: input.consentWay
	});
	await startClock(work, { centreId, id: wish.id }, 'collected');
	await work.record({
		centreId,
		subject: { kind: 'wish', id: wish.id },
		action: 'wish.collected',
		as: input.as === 'self' ? 'beneficiary' : input.as,
		actingFor: input.as === 'self' ? null : personId,
		channel: input.channel,
		data: {
			kind: input.kind,
			category: input.category,
			contactWay: input.contactWay,
			to: 'collected',
			...(proxy && { relationship: proxy.relationship })
		}
	});
	// a number that nobody has checked gets no link: it may be somebody else's
	const isChecked = input.contactWay === 'proxy' || (input.contactWay === 'code' && (!proxy || proxy.phone === phone));
	if (isChecked) await sendOwnLink(work, { centreId, wishId: wish.id, personId }, (leading) => received(wish, leading));
	else await tellReceived(work, { centreId, personId, reference: wish.reference });
	if (proxyId && proxy.phone && proxy.phone !== phone)
		await tellReceived(work, { centreId, personId: proxyId, reference: wish.reference });
	return wish;
}

const tellReceived = (work: Work, { reference, ...to }: { centreId: string; personId: string; reference: string }) =>
	messagePerson(work, { ...to, text: received({ reference }) });

const received = ({ reference }: { reference: string }, leading?: string): string =>
	`您的心愿已经收到，编号 ${reference}。我们会在3个工作日内联系您核实。` +
	(leading ? `进展和谁看过您的联系方式，请打开 ${leading}。` : '');

/** The grid a building head answers for. Errors: Invalid for another one. */
function ownGrid(actor: Actor, { centreId, gridId }: { centreId: string; gridId?: string | undefined }): string {
	const own = grantsOf(actor, centreId, 'buildingHead').map(({ scopeId }) => scopeId);
	const grid = gridId ?? own[0];
	if (grid === undefined || !own.includes(grid)) throw wrong('gridId', '楼栋长只能登记自己网格里的心愿，请重新选择');
	return grid;
}

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
				likeness_kept: true,
				contact_way: input.contactWay,
				collected_on: shanghaiDate(work.clock()),
				created_at: work.clock(),
				// whoever only brought it in does not go on with it
				handler_id: input.as === 'clerk' || input.as === 'gridWorker' ? accountOf(work.actor) : null
			})
			.onConflict((conflict) => conflict.columns(['centre_id', 'reference']).doNothing())
			.executeTakeFirst();
		if (inserted.numInsertedOrUpdatedRows === 1n) return { id, reference };
	}
}
