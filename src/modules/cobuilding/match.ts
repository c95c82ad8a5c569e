import { timeWords } from './times.ts';

/** As much of a demand as decides what suits it. Days are YYYY-MM-DD; free times a mask, 0 when nobody said. */
export interface Wanted {
	id: string;
	state: string;
	field: string;
	skills: readonly string[];
	freeTimes: number;
	communityId: string;
	fromOn: string | null;
	untilOn: string | null;
	neededBy: string | null;
}

export interface Offered {
	id: string;
	state: string;
	field: string;
	skills: readonly string[];
	freeTimes: number;
	/** None: wherever in the sub-district. */
	communityId: string | null;
	validFrom: string | null;
	validUntil: string | null;
}

/** What codes and ids are called, for the reasons. */
export interface MatchNames {
	fields: ReadonlyMap<string, string>;
	skills: ReadonlyMap<string, string>;
	communities: ReadonlyMap<string, string>;
}

export interface Match<Of> {
	of: Of;
	score: number;
	/** Why it suits, in words: 同样是垃圾分类；会水电维修；周六上午都有空；就在杨箕社区. */
	reasons: string[];
}

interface Ground {
	score: number;
	reason: string | undefined;
}

const FIELD = 40;
const EACH_SKILL = 15;
const EACH_TIME = 4;
const MOST_TIMES = 5;
const HERE = 20;
const ANYWHERE = 10;
const WHOLE_PERIOD = 10;

/** The resources that suit a demand, best first, with the reasons. What has ended on either side suits nobody. */
export const matchesFor = <R extends Offered>(
	demand: Wanted,
	resources: readonly R[],
	names: MatchNames,
	today: string
): Match<R>[] => ordered(resources.map((resource) => matched(resource, grounds(demand, resource, names, today))));

/** The same the other way round: the demands that a resource suits. */
export const demandsFor = <D extends Wanted>(
	resource: Offered,
	demands: readonly D[],
	names: MatchNames,
	today: string
): Match<D>[] => ordered(demands.map((demand) => matched(demand, grounds(demand, resource, names, today))));

/** Nothing when they do not go together: another field and no skill in common, or not at the same time. */
function grounds(demand: Wanted, resource: Offered, names: MatchNames, today: string): Ground[] | undefined {
	if (hasEnded(demand, resource, today)) return undefined;
	const skills = common(demand.skills, resource.skills);
	const sameField = demand.field === resource.field;
	if (!sameField && skills.length === 0) return undefined;
	return [
		{ score: sameField ? FIELD : 0, reason: sameField ? `同样是${nameIn(names.fields, demand.field)}` : undefined },
		{
			score: skills.length * EACH_SKILL,
			reason: skills.length > 0 ? `会${skills.map((code) => nameIn(names.skills, code)).join('、')}` : undefined
		},
		ofTime(demand, resource),
		ofPlace(demand, resource, names),
		ofPeriod(demand, resource)
	];
}

/** Withdrawn, used up, met, out of date, or over before the other begins. */
function hasEnded(demand: Wanted, resource: Offered, today: string): boolean {
	if (demand.state !== 'open' || resource.state !== 'open') return true;
	const last = lastDayOf(demand);
	if (isBefore(last, today) || isBefore(resource.validUntil, today)) return true;
	return isBefore(resource.validUntil, demand.fromOn) || isBefore(last, resource.validFrom);
}

const lastDayOf = ({ untilOn, neededBy }: Wanted): string | null =>
	untilOn !== null && neededBy !== null ? (untilOn < neededBy ? untilOn : neededBy) : (untilOn ?? neededBy);

const isBefore = (day: string | null, other: string | null): boolean => day !== null && other !== null && day < other;

const common = (some: readonly string[], others: readonly string[]): string[] =>
	[...new Set(some)].filter((one) => others.includes(one));

function ofTime(demand: Wanted, resource: Offered): Ground {
	const both = demand.freeTimes & resource.freeTimes;
	if (both !== 0) return { score: Math.min(bits(both), MOST_TIMES) * EACH_TIME, reason: `${timeWords(both)}都有空` };
	const clash = demand.freeTimes !== 0 && resource.freeTimes !== 0;
	return { score: 0, reason: clash ? '时间要另外商量' : undefined };
}

const bits = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + bits(mask >>> 1));

function ofPlace(demand: Wanted, resource: Offered, names: MatchNames): Ground {
	if (resource.communityId === null) return { score: ANYWHERE, reason: '全街道都可以' };
	const isHere = resource.communityId === demand.communityId;
	return {
		score: isHere ? HERE : 0,
		reason: isHere ? `就在${nameIn(names.communities, demand.communityId)}` : undefined
	};
}

function ofPeriod(demand: Wanted, resource: Offered): Ground {
	const last = lastDayOf(demand);
	const covers =
		last !== null &&
		!isBefore(resource.validUntil, last) &&
		(demand.fromOn === null || !isBefore(demand.fromOn, resource.validFrom));
	return { score: covers ? WHOLE_PERIOD : 0, reason: covers ? '需要的那段时间都能提供' : undefined };
}

const nameIn = (names: ReadonlyMap<string, string>, code: string): string => names.get(code) ?? code;

const matched = <Of>(of: Of, found: Ground[] | undefined): Match<Of> | undefined =>
	found && {
		of,
		score: found.reduce((sum, { score }) => sum + score, 0),
		reasons: found.flatMap(({ reason }) => reason ?? [])
	};

/** The best first; of equal ones the one entered last, so that the order never depends on how they were found. */
const ordered = <Of extends { id: string }>(matches: readonly (Match<Of> | undefined)[]): Match<Of>[] =>
	matches
		.filter((match) => match !== undefined)
		.toSorted((a, b) => b.score - a.score || (a.of.id < b.of.id ? 1 : a.of.id > b.of.id ? -1 : 0));
