import { expect, test } from 'vitest';
import type { Context } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { registerMember } from '#modules/people/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import { asMember } from '#tests/support/shifts.ts';
import {
	decideReview,
	ownReviews,
	recordsTasks,
	reopenReview,
	reviewById,
	reviewsIn,
	startReview,
	startReviews,
	writeCommunityOpinion,
	writeSelfNote,
	writeUnitOpinion
} from './server.ts';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const centreId = cast.here.id;
const unit = cast.scopes.organisation;
const [clerk, leader, speaker] = [cast.as('clerk'), cast.as('leader'), cast.as('representative')];
const memberId = await registerMember(clerk, {
	...{ centreId, name: '周晓兰', form: '女士', kind: 'inService' },
	organisationId: unit
});
const own: Context = asMember(clerk, cast, memberId);
const words = '全年都很积极';

test('the member, the community and the unit are heard, then a level is set, which the member sees', async () => {
	const id = await startReview(clerk, { centreId, subject: { kind: 'member', id: memberId }, year: 2025 });
	const place = { centreId, reviewId: id };
	await expect(decideReview(clerk, { ...place, level: 'good' })).rejects.toThrow(Conflict);
	await writeSelfNote(own, { ...place, words: '参加了六次' });
	await writeUnitOpinion(speaker, { ...place, words: '同意' });
	await expect(writeCommunityOpinion(speaker, { ...place, words })).rejects.toThrow(Refused);
	await expect(writeSelfNote(cast.as('member'), { ...place, words })).rejects.toThrow(Missing);
	await writeCommunityOpinion(clerk, { ...place, words });
	await decideReview(leader, { ...place, level: 'excellent' });
	expect(await reviewById(own, centreId, id)).toMatchObject({
		...{ state: 'decided', level: 'excellent', selfNote: '参加了六次', communityOpinion: words, unitOpinion: '同意' },
		actions: []
	});
	await expect(writeSelfNote(own, { ...place, words })).rejects.toThrow(Conflict);
	await expect(reopenReview(clerk, { ...place, reason: '漏看了' })).rejects.toThrow(Refused);
	await reopenReview(leader, { ...place, reason: '漏看了' });
	expect(await reviewById(own, centreId, id)).toMatchObject({ state: 'open', level: null, communityOpinion: words });
});

test('a year has one review of each; an organisation speaks for itself', async () => {
	await expect(startReview(clerk, { centreId, subject: { kind: 'member', id: memberId }, year: 2025 })).rejects.toThrow(
		Conflict
	);
	const id = await startReview(clerk, { centreId, subject: { kind: 'organisation', id: unit }, year: 2025 });
	await writeSelfNote(speaker, { centreId, reviewId: id, words: '组织了四次' });
	await expect(writeUnitOpinion(speaker, { centreId, reviewId: id, words })).rejects.toThrow(Refused);
	await expect(reviewById(own, centreId, id)).rejects.toThrow(Missing);
	expect((await ownReviews(speaker, centreId)).map(({ subject }) => subject.kind).sort()).toEqual([
		'member',
		'organisation'
	]);
});

test('everybody who served in a year is reviewed once, however often it is begun', async () => {
	await served(db, { centreId, memberId, day: '2024-05-01' });
	await served(db, { centreId, memberId: cast.scopes.claimer, day: '2024-06-01' });
	await expect(startReviews(clerk, { centreId, year: 2098 })).rejects.toThrow(Conflict);
	const begin = async () => {
		await startReviews(clerk, { centreId, year: 2024 });
		await recordsTasks.tasks['startYearReviews']?.(contextOf(), { centreId, year: 2024 });
	};
	await begin();
	await begin();
	const { reviews } = await reviewsIn(clerk, centreId, { year: 2024, state: 'open' });
	expect(reviews.map(({ subject }) => subject.id).sort()).toEqual([memberId, cast.scopes.claimer].sort());
});
