import { z } from 'zod';
import type { Db } from '#kernel/db.ts';
import { freeTimesMask, weekdays, dayParts } from '#modules/directory/index.ts';
import { skillsOf, wordsOf, type MemberDetail } from '#modules/directory/server.ts';
import { organisationOptions, partyOptions, placeIn, placeOptions } from '../choices.server.ts';

/** What the form of a member offers; what somebody has already is offered even if it was retired. */
export async function memberChoices(db: Db, centreId: string, member?: MemberDetail) {
	const skills = member
		? (await wordsOf(db, 'skills', centreId)).filter(({ code, active }) => active || member.skills.includes(code))
		: await skillsOf(db, centreId);
	return {
		organisations: await organisationOptions(db, centreId, member?.organisationId ?? null),
		branches: await partyOptions(db, centreId, member?.branchId ?? null),
		places: await placeOptions(db, centreId),
		skills: skills.map(({ code, name }) => ({ code, name }))
	};
}

/** Free times as boxes are ticked: weekday × 3 + part of the day. */
export const Free = z
	.array(
		z
			.int()
			.min(0)
			.max(weekdays.length * dayParts.length - 1)
	)
	.default([]);

interface Typed {
	free: number[];
	communityId: string | null;
	gridId: string | null;
	buildingId: string | null;
}

/** What a form says of a member, as the commands take it. */
export async function memberIn<Data extends Typed>(db: Db, centreId: string, { free, ...data }: Data) {
	const times = free.map((at) => ({ weekday: Math.floor(at / dayParts.length), part: at % dayParts.length }));
	return { ...data, ...(await placeIn(db, centreId, data)), freeTimes: freeTimesMask(times), centreId };
}
