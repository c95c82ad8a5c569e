import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wishStates } from '../lifecycle.ts';
import { stageOf, stateOf, type Proofs } from './state.ts';
import { progressIn, ratingIn } from './words.ts';

const nothing: Proofs = {
	stated: undefined,
	note: '',
	completedOn: null,
	claimers: 0,
	claimedOn: null,
	contactedOn: null,
	verifiedOn: null,
	publishedOn: null,
	actualFen: null,
	rating: null
};
const on = '2021-03-05';

test('a line enters in the state that it proves', () => {
	for (const [proofs, state] of [
		[{}, 'collected'],
		[{ verifiedOn: on }, 'verifying'],
		[{ verifiedOn: on, publishedOn: on }, 'verifying'],
		[{ stated: 'published' }, 'verifying'],
		[{ claimers: 1, claimedOn: on }, 'claimed'],
		[{ claimers: 1, claimedOn: on, note: '买好了' }, 'implementing'],
		[{ claimers: 2, claimedOn: on, actualFen: 5 }, 'implementing'],
		[{ claimers: 1, claimedOn: on, stated: 'submitted' }, 'implementing'],
		[{ claimers: 1, claimedOn: on, stated: 'assessing' }, 'assessing'],
		[{ completedOn: on }, 'closed'],
		[{ completedOn: on, claimers: 3, claimedOn: on, rating: 5, stated: 'accepted' }, 'closed'],
		[{ stated: 'withdrawn' }, 'withdrawn'],
		[{ stated: 'rejected', note: '重复提出' }, 'rejected']
	] as const)
		expect(stateOf({ ...nothing, ...proofs })).toMatchObject({ state });
});

test('what a line says against itself is told of the cell to look at', () => {
	for (const [proofs, field] of [
		[{ stated: 'accepted' }, 'completedOn'],
		[{ stated: 'implementing', completedOn: on }, 'progress'],
		[{ stated: 'claimed' }, 'claimers'],
		[{ claimers: 1 }, 'claimedOn'],
		[{ claimedOn: on }, 'claimers'],
		[{ contactedOn: on }, 'claimers'],
		[{ rating: 5 }, 'completedOn'],
		[{ actualFen: 5 }, 'actual'],
		[{ stated: 'rejected', note: '不好办' }, 'progress'],
		[{ stated: 'merged' }, 'progress']
	] as const)
		expect([proofs, stateOf({ ...nothing, ...proofs })]).toMatchObject([proofs, { issues: [{ field }] }]);
});

test('whatever a line says, it is not on the wall, and only a day of completion makes it done', () => {
	const day = fc.constantFrom(null, on);
	const proofs = fc.record({
		stated: fc.option(fc.constantFrom(...wishStates), { nil: undefined }),
		note: fc.constantFrom('', '买好了', '重复提出'),
		completedOn: day,
		claimers: fc.nat(3),
		claimedOn: day,
		contactedOn: day,
		verifiedOn: day,
		publishedOn: day,
		actualFen: fc.constantFrom(null, 100),
		rating: fc.constantFrom(null, 5)
	});
	fc.assert(
		fc.property(proofs, (given) => {
			const proved = stateOf(given);
			if ('issues' in proved) {
				expect(proved.issues.length).toBeGreaterThan(0);
				return;
			}
			expect(['published', 'partiallyClaimed', 'approving', 'submitted']).not.toContain(proved.state);
			expect(proved.state === 'rejected').toBe(proved.rejection !== null);
			if (stageOf(proved.state) !== 'ended') expect(proved.state === 'closed').toBe(given.completedOn !== null);
			expect(stageOf(proved.state) === 'underWay').toBe(
				given.claimers > 0 && given.completedOn === null && stageOf(proved.state) !== 'ended'
			);
		})
	);
});

test('the words in front of a note say the state, those of people too', () => {
	expect(progressIn('已完成：灯换好了')).toEqual({ stated: 'accepted', note: '灯换好了' });
	expect(progressIn('已办结，居民满意')).toEqual({ stated: 'accepted', note: '居民满意' });
	expect(progressIn('进行中')).toEqual({ stated: 'implementing', note: '' });
	expect(progressIn('完成了一半')).toEqual({ stated: undefined, note: '完成了一半' });
	expect(progressIn('')).toEqual({ stated: undefined, note: '' });
	expect(['非常满意', ' 满 意', '很满意', '4', '５分', '100%'].map(ratingIn)).toEqual([5, 4, 5, 4, 5, undefined]);
});
