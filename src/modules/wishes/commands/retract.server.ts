import { Conflict } from '#kernel/errors.ts';
import type { Work } from '#kernel/command.ts';
import { withdrawConsent, type ConsentWay } from '#modules/people/server.ts';
import { PICTURES, PUBLICATION, type PublicPart } from '../wish.ts';
import { channelOf, consentWayOf, roleFor } from './acceptance-way.server.ts';
import { hidePictures } from './pictures.server.ts';
import { hideThanks } from './thank.server.ts';
import { transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/**
 * The person takes a consent back (个人信息保护法 15): what it made public is gone with this transaction. The work itself goes
 * on; a wish that nobody claimed yet goes back to the clerk, because without the wall nobody would find it.
 * Errors: Conflict when nothing of it is public; Invalid way of telling for who records it.
 */
export const retractConsent = transition('retract', async (work, wish, { part, way, note }, roles) => {
	const as = roleFor(way, roles);
	const isAll = part === 'publication';
	if (isAll && !wish.subject.onWall && wish.subject.state !== 'approving')
		throw new Conflict('这个心愿现在没有公开，不用撤回。');
	await take[part](work, wish, consentWayOf(way));
	return {
		...(isAll ? { set: { on_wall: false } } : { to: wish.subject.state }),
		data: { part, way },
		note,
		channel: channelOf(way),
		as
	};
});

type Take = (work: Work, wish: LockedWish, way: ConsentWay) => Promise<void>;

const takePictures: Take = async (work, wish, way) => {
	await hidePictures(work, wish);
	await withdraw(work, wish, PICTURES, way);
};

const take: Record<PublicPart, Take> = {
	publication: async (work, wish, way) => {
		await takePictures(work, wish, way);
		await hideThanks(work, wish);
		await withdraw(work, wish, PUBLICATION, way);
	},
	pictures: takePictures,
	thanks: hideThanks
};

const withdraw = (
	work: Work,
	{ centreId, personId, id }: LockedWish,
	purpose: typeof PUBLICATION | typeof PICTURES,
	way: ConsentWay
) => withdrawConsent(work, { centreId, personId, purpose, subjectId: id, way });
