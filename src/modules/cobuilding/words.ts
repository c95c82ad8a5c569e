import { resourceKinds } from './nouns.ts';
import type { AgreementView } from './queries/agreement.server.ts';
import type { CoDetail } from './queries/detail.server.ts';
import type { DemandView, ProjectView, ResourceView } from './queries/views.server.ts';
import { timeWords } from './times.ts';

/** 2026年12月31日 */
export const dayWords = (day: string): string => {
	const [year, month, date] = day.split('-').map(Number);
	return `${year}年${month}月${date}日`;
};

/** 2026年11月1日至2026年12月31日; what is open on one side says so. */
export function periodWords(from: string | null, until: string | null): string | null {
	if (from === null) return until === null ? null : `到${dayWords(until)}`;
	return until === null ? `${dayWords(from)}起` : `${dayWords(from)}至${dayWords(until)}`;
}

/** What an entry is called. */
export const titleOf = (detail: CoDetail): string =>
	detail.kind === 'plan' ? `${detail.entry.communityName}${detail.entry.year}年共建计划` : detail.entry.title;

interface Row {
	label: string;
	value: string;
}

const filled = (rows: readonly [string, string | number | null | undefined][]): Row[] =>
	rows.flatMap(([label, value]) =>
		value === null || value === undefined || value === '' ? [] : [{ label, value: String(value) }]
	);

const skillWords = (codes: readonly string[], names: Readonly<Record<string, string>>): string =>
	codes.map((code) => names[code] ?? code).join('、');

type Names = Readonly<Record<string, string>>;

export const demandRows = (of: DemandView, skills: Names): Row[] =>
	filled([
		['社区', of.communityName],
		['服务领域', of.fieldName],
		['要会什么', skillWords(of.skills, skills)],
		['什么时候', timeWords(of.freeTimes)],
		['期间', periodWords(of.fromOn, of.untilOn)],
		['最晚', of.neededBy && dayWords(of.neededBy)],
		['几个人', of.people && `${of.people}人`],
		['要什么、多少', of.amount],
		['地点', of.place]
	]);

export const resourceRows = (of: ResourceView, skills: Names): Row[] =>
	filled([
		['单位', of.organisationName],
		['是什么', resourceKinds[of.kind]],
		['服务领域', of.fieldName],
		['会什么', skillWords(of.skills, skills)],
		['什么时候', timeWords(of.freeTimes)],
		['有多少', of.amount],
		['在哪里', [of.communityName ?? '全街道都可以', of.place].filter(Boolean).join(' ')],
		['期间', periodWords(of.validFrom, of.validUntil)]
	]);

export const projectRows = (of: ProjectView): Row[] =>
	filled([
		['牵头单位', of.leadName],
		['社区', of.communityName],
		['服务领域', of.fieldName],
		['期间', periodWords(of.startsOn, of.endsOn)]
	]);

/** What an agreement came of. */
export const ORIGINS = { demand: '来自需求', resource: '用到资源', project: '属于项目' } as const;

export const agreementRows = (of: AgreementView): Row[] =>
	filled([
		['单位', of.organisationName],
		['社区', of.communityName],
		['期间', periodWords(of.startsOn, of.endsOn)],
		[ORIGINS.demand, of.demand?.title],
		[ORIGINS.resource, of.resource?.title],
		[ORIGINS.project, of.project?.title],
		['其他约定', of.terms]
	]);
