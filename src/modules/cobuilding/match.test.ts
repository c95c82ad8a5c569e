import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demandsFor, matchesFor, type MatchNames, type Offered, type Wanted } from './match.ts';
import { maskOf } from './times.ts';

const TODAY = '2026-11-24';
const skills = ['repair', 'law', 'medical', 'driving'];
const names: MatchNames = {
	fields: new Map([['waste', '垃圾分类']]),
	skills: new Map([['repair', '水电维修']]),
	communities: new Map([['yangji', '杨箕社区']])
};

const day = fc
	.integer({ min: 0, max: 600 })
	.map((after) => new Date(Date.UTC(2026, 0, 1 + after)).toISOString().slice(0, 10));
const maybeDay = fc.option(day);
const shared = {
	field: fc.constantFrom('waste', 'culture'),
	skills: fc.subarray(skills),
	freeTimes: fc.integer({ min: 0, max: 2 ** 21 - 1 })
};
const wanted: fc.Arbitrary<Wanted> = fc.record({
	id: fc.uuid(),
	state: fc.constantFrom('open', 'open', 'open', 'matched', 'met', 'withdrawn'),
	...shared,
	communityId: fc.constantFrom('yangji', 'donghu'),
	fromOn: maybeDay,
	untilOn: maybeDay,
	neededBy: maybeDay
});
const offered: fc.Arbitrary<Offered> = fc.record({
	id: fc.uuid(),
	state: fc.constantFrom('open', 'open', 'open', 'lent', 'usedUp', 'withdrawn'),
	...shared,
	communityId: fc.constantFrom('yangji', 'donghu', null),
	validFrom: maybeDay,
	validUntil: maybeDay
});
const resources = fc.uniqueArray(offered, { selector: ({ id }) => id, maxLength: 20 });

const demand: Wanted = {
	...{ id: 'd', state: 'open', field: 'waste', skills: ['repair'], freeTimes: maskOf(['sat-am', 'sun-am']) },
	...{ communityId: 'yangji', fromOn: null, untilOn: null, neededBy: '2026-12-31' }
};
const resource: Offered = {
	...{ id: 'r', state: 'open', field: 'waste', skills: ['repair', 'law'], freeTimes: maskOf(['sat-am', 'fri-eve']) },
	...{ communityId: 'yangji', validFrom: null, validUntil: '2027-06-30' }
};

test('a suggestion says in words why', () => {
	const [match] = matchesFor(demand, [resource], names, TODAY);
	expect(match?.reasons.join('；')).toBe(
		'同样是垃圾分类；会水电维修；周六上午都有空；就在杨箕社区；需要的那段时间都能提供'
	);
});

test('what has nothing in common but the place is not suggested', () => {
	expect(matchesFor(demand, [{ ...resource, field: 'culture', skills: ['law'] }], names, TODAY)).toEqual([]);
});

test('nothing that has ended on either side is ever suggested', () => {
	fc.assert(
		fc.property(wanted, resources, (demand, resources) => {
			for (const { of } of matchesFor(demand, resources, names, TODAY)) {
				expect([demand.state, of.state]).toEqual(['open', 'open']);
				for (const end of [demand.untilOn, demand.neededBy, of.validUntil])
					if (end !== null) expect(end >= TODAY).toBe(true);
				if (of.validUntil !== null && demand.fromOn !== null) expect(of.validUntil >= demand.fromOn).toBe(true);
			}
		})
	);
});

test('one more skill in common never lowers the score, and never loses the suggestion', () => {
	fc.assert(
		fc.property(wanted, offered, fc.constantFrom(...skills), (demand, resource, skill) => {
			const before = matchesFor(demand, [resource], names, TODAY)[0];
			const more = (of: readonly string[]) => [...new Set([...of, skill])];
			const after = matchesFor(
				{ ...demand, skills: more(demand.skills) },
				[{ ...resource, skills: more(resource.skills) }],
				names,
				TODAY
			)[0];
			if (before) expect(after?.score).toBeGreaterThanOrEqual(before.score);
		})
	);
});

test('the order is by score and does not depend on how they were found; both ways tell the same', () => {
	fc.assert(
		fc.property(
			wanted,
			resources.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
			(demand, [all, shuffled]) => {
				const matches = matchesFor(demand, all, names, TODAY);
				expect(matchesFor(demand, shuffled, names, TODAY)).toEqual(matches);
				expect(matches.map(({ score }) => score)).toEqual(matches.map(({ score }) => score).toSorted((a, b) => b - a));
				for (const { of, score, reasons } of matches) {
					const back = demandsFor(of, [demand], names, TODAY);
					expect(back.map(({ score, reasons }) => ({ score, reasons }))).toEqual([{ score, reasons }]);
				}
			}
		)
	);
});
