import { registerMember } from '#modules/people/server.ts';
import { quarterBefore, quarterOf, spanOf } from '#modules/records/index.ts';
import {
	addRule,
	applyRule,
	confirmRecognition,
	decideReview,
	draftReports,
	issueProof,
	reportsIn,
	sendReport,
	startReview,
	writeCommunityOpinion
} from '#modules/records/server.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import { served } from './served.ts';
import type { Stage } from './stage.ts';

type Input = Record<string, unknown>;

/** An address about the service records. */
export const isAboutRecords = (route: string): boolean =>
	/^\/\[centre\]\/(proof|thanks)$|^\/my\/\[centre\]\/(record|feedback)\b|^\/desk\/\[centre\]\/records\b/.test(route) ||
	/\{centre\}\/(thanks|proof-checks|proofs|records|feedback-reports|year-reviews|recognition-rules|recognitions)\b/.test(
		route
	);

const SPRING = { from: '2021-01-01', to: '2021-03-31' };
const words = '服务认真，街坊都说好';

/** What is looked at, and what the actions of those who may not are tried on. */
interface Shown {
	colleague: string;
	ruleId: string;
	proof: string;
	draft: string;
	sent: string;
	review: string;
	unitReview: string;
	recognition: string;
}

const shown = new WeakMap<Stage, Promise<Shown>>();

/** A request about the records: valid in everything but, perhaps, in who makes it. */
export async function askRecords(
	stage: Stage,
	entry: string,
	visitor: Visitor
): Promise<{ path: string; input: Input }> {
	const [method = '', route = ''] = entry.split(' ');
	const there = shown.get(stage) ?? begin(stage);
	shown.set(stage, there);
	const at = await there;
	const isTried = method === 'POST' && ['clerk', 'leader', 'representative', 'claimer', 'member'].includes(visitor);
	const fill: Record<string, () => string | Promise<string>> = {
		centre: () => stage.here.slug,
		member: () => stage.scopes.claimer,
		organisation: () => stage.scopes.organisation,
		rule: () => at.ruleId,
		proof: () => (isTried ? proofOf(stage) : at.proof),
		report: () => reportFor(stage, route, isTried, at),
		review: () => reviewFor(stage, route, method, at),
		recognition: () =>
			method === 'POST' ? recognised(stage, at.ruleId, !/(confirm|dismiss)/.test(route)) : at.recognition
	};
	let path = route;
	for (const [name, value] of Object.entries(fill))
		if (new RegExp(`[[{]${name}[\\]}]`).test(path)) path = path.replace(new RegExp(`[[{]${name}[\\]}]`), await value());
	return { path, input: method === 'POST' ? await inputFor(stage, route, visitor, at) : {} };
}

async function begin(stage: Stage): Promise<Shown> {
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	for (const memberId of [stage.scopes.claimer, stage.scopes.member])
		await served(stage.db, { centreId, memberId, day: '2021-03-05', hour: 5 });
	const colleague = await newMember(stage, stage.scopes.organisation);
	const about = (id: string) => ({ centreId, subject: { kind: 'member' as const, id }, year: 2021 });
	const ruleId = await addRule(clerk, {
		...{ centreId, name: '样例表彰', subjectKind: 'member', every: 'quarter', leastHours: 1 }
	});
	await applyRule(clerk, { centreId, ruleId, period: '2021Q1' });
	return {
		...{ colleague, ruleId, proof: await proofOf(stage) },
		draft: await draftOf(stage, colleague),
		sent: await sentOf(stage, colleague),
		review: await startReview(clerk, about(stage.scopes.claimer)),
		unitReview: await startReview(clerk, about(colleague)),
		recognition: await recognitionOf(stage, stage.scopes.claimer, true)
	};
}

let members = 0;

const newMember = (stage: Stage, organisationId: string | null = null): Promise<string> =>
	registerMember(stage.as('clerk'), {
		...{ centreId: stage.here.id, name: `冯志${(members += 1)}`, form: '先生', kind: 'inService', organisationId }
	});

const proofOf = (stage: Stage): Promise<string> =>
	issueProof(stage.as('clerk'), { centreId: stage.here.id, memberId: stage.scopes.claimer, ...SPRING });

/** Each for a quarter of its own, ever earlier. */
let quarter = '2020Q4';

async function draftOf(stage: Stage, colleague: string): Promise<string> {
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	quarter = quarterBefore(quarter);
	const mine = quarter;
	await served(stage.db, { centreId, memberId: colleague, day: spanOf(mine).from, hour: 4 });
	await draftReports(clerk, { centreId, quarter: mine });
	return (await reportsIn(clerk, centreId, { quarter: mine })).reports[0]?.id ?? '';
}

async function sentOf(stage: Stage, colleague: string): Promise<string> {
	const reportId = await draftOf(stage, colleague);
	await sendReport(stage.as('clerk'), { centreId: stage.here.id, reportId });
	return reportId;
}

function reportFor(stage: Stage, route: string, isTried: boolean, at: Shown): string | Promise<string> {
	const isSent = /acknowledg|^\/my\//.test(route) || !/(remark|send)/.test(route);
	if (!isTried) return isSent ? at.sent : at.draft;
	return isSent ? sentOf(stage, at.colleague) : draftOf(stage, at.colleague);
}

async function reviewFor(stage: Stage, route: string, method: string, at: Shown): Promise<string> {
	if (/unit-?opinion/i.test(route)) return at.unitReview;
	if (method === 'GET' || !/(decide|decision|reopen)/.test(route)) return at.review;
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	const subject = { kind: 'member' as const, id: await newMember(stage) };
	const reviewId = await startReview(clerk, { centreId, subject, year: 2021 });
	await writeCommunityOpinion(clerk, { centreId, reviewId, words });
	if (/reopen/.test(route)) await decideReview(clerk, { centreId, reviewId, level: 'good' });
	return reviewId;
}

/** A recognition of somebody new. */
async function recognised(stage: Stage, ruleId: string, isConfirmed: boolean): Promise<string> {
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	const memberId = await newMember(stage);
	await served(stage.db, { centreId, memberId, day: '2021-03-06', hour: 5 });
	await applyRule(clerk, { centreId, ruleId, period: '2021Q1' });
	return recognitionOf(stage, memberId, isConfirmed);
}

async function recognitionOf(stage: Stage, memberId: string, isConfirmed: boolean): Promise<string> {
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	const row = await stage.db
		.selectFrom('records.recognition')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('member_id', '=', memberId)
		.executeTakeFirstOrThrow();
	if (isConfirmed) await confirmRecognition(clerk, { centreId, recognitionId: row.id });
	return row.id;
}

/** What is sent, by the end of the address. */
async function inputFor(stage: Stage, route: string, visitor: Visitor, at: Shown): Promise<Input> {
	const isApi = route.startsWith('/api/');
	const rule = { name: `规则${visitor}${isApi ? '接口' : ''}`, subjectKind: 'member', every: 'quarter' };
	const least = isApi ? { leastHours: 2 } : { leastHours: '2', active: 'true' };
	const year = isApi ? 2021 : '2021';
	const inputs: [RegExp, () => Input | Promise<Input>][] = [
		[/\/naming$|\?\/naming$/, () => ({ agreed: isApi ? true : 'true' })],
		[/\/card$/, () => ({ period: '2021Q1', remarks: words })],
		[/\/record\/proofs$|\{member\}\/proofs$|\[member\]\/proofs$/, () => SPRING],
		[/\/(proof|proof-checks)$/, () => ({ code: 'ABCDEFGHJKMN' })],
		[/(withdraw|withdrawal|revocation|reopen|reopening)$|\[recognition\]$/, () => ({ reason: '登记错了' })],
		[/\/(reports|feedback-reports)$/, () => ({ quarter: quarterBefore(quarterOf('2021-01-01')) })],
		[/(remark|remarks)$/, () => ({ remarks: words })],
		[/(selfNote|self-note|pinion)$/, () => ({ words })],
		[/(decide|decision)$/, () => ({ level: 'good' })],
		[/\/year-reviews$/, async () => ({ subject: { kind: 'member', id: await newMember(stage) }, year })],
		[/\/reviews\?\/one$/, async () => ({ kind: 'member', id: await newMember(stage), year })],
		[/(\?\/all|starts)$/, () => ({ year })],
		[/\/application$/, () => ({ period: '2021Q1' })],
		[/\/records\/rules$/, () => ({ ruleId: at.ruleId, period: '2021Q1' })],
		[/\/(recognition-rules|new)$/, () => ({ ...rule, ...least })],
		[/[[{]rule[\]}]$/, () => ({ ...rule, name: '样例表彰', ...least })],
		[/\/recognitions\?\/(confirm|dismiss)$/, async () => ({ recognitionId: await recognised(stage, at.ruleId, false) })]
	];
	return (await inputs.find(([end]) => end.test(route))?.[1]()) ?? {};
}
