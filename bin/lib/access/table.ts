import { mayPauseDeadlines } from '#modules/deadlines/index.ts';
import { mayAudit, mayKeep, mayManage } from '#modules/directory/index.ts';
import { isAdministrator } from '#modules/identity/index.ts';
import { mayReviewOpenings } from '#modules/people/index.ts';
import {
	mayCollect,
	mayExportLedger,
	maySeeAll,
	maySeeDocuments,
	maySeePictures,
	mayShowThanks,
	transitions,
	wishActions
} from '#modules/wishes/index.ts';
import { attendanceAccess } from './attendance.ts';
import { checkInAccess, checkInOperations } from './check-ins.ts';
import { callParts } from './calls.ts';
import { cobuildingAccess, cobuildingOperations } from './cobuilding.ts';
import { postsAccess, postsOperations } from './posts.ts';
import { recordsAccess, recordsOperations } from './records.ts';
import * as rules from './rules.ts';
import { both, desk, everybody, signedIn, type Rule } from './rules.ts';

/** One thing that can be asked for, and who may. */
export interface Access {
	part: string;
	/** Method and address, as routes.ts finds them; where the answer depends on more, that stands behind ` · `. */
	ask: string;
	rule: Rule;
}

const part = (name: string, entries: Record<string, Rule>): Access[] =>
	Object.entries(entries).map(([ask, rule]) => ({ part: name, ask, rule }));

const each = (ask: string, ruleFor: (action: (typeof wishActions)[number]) => Rule): Record<string, Rule> =>
	Object.fromEntries(wishActions.map((action) => [`${ask} · ${transitions[action].path}`, ruleFor(action)]));

/** Held by whoever got the message, whoever they are: without it there is nothing. */
const byLink: Rule = { words: '要有短信里的链接和确认码，与身份无关', of: () => 'hidden' };
/** A half-written wish belongs to the browser that holds its token. */
const byDraft: Rule = { words: '写心愿的那个浏览器', of: () => 'hidden' };
const beforeSetUp: Rule = { words: '只在还没有中心的时候，要有启动时显示的一次性链接', of: () => 'over' };

const wish = '/[centre]/wishes/[wish]';
const api = '/api/v1/centres/{centre}';
const open311 = '/open311/{centre}';

/** Everything that can be asked for. What is missing here fails the tests: nothing is open by accident. */
export const table: Access[] = [
	...part('公开', {
		'GET /': everybody,
		'GET /[centre]': everybody,
		'GET /[centre]/wishes': everybody,
		[`GET ${wish} · 已公开`]: everybody,
		[`GET ${wish} · 未公开`]: { words: '不在心愿墙上', of: () => 'hidden' },
		[`GET ${wish}/poster · 已公开`]: everybody,
		[`GET ${wish}/poster · 未公开`]: { words: '不在心愿墙上', of: () => 'hidden' },
		'GET /[centre]/wishes/hall': everybody,
		'GET /[centre]/wishes/stories': everybody,
		'GET /[centre]/figures': everybody,
		'GET /[centre]/figures/rows': everybody,
		'GET /[centre]/wishes/mine': everybody,
		'POST /[centre]/wishes/mine': everybody,
		'GET /[centre]/wishes/mine/sent': everybody,
		'GET /[centre]/wishes/mine/[token]': byLink,
		'GET /[centre]/wishes/mine/code': byLink,
		'POST /[centre]/wishes/mine/code': everybody,
		'GET /[centre]/wishes/mine/wish': byLink,
		'GET /[centre]/wishes/mine/withdrawal': byLink,
		'POST /[centre]/wishes/mine/withdrawal': byLink,
		'GET /[centre]/wishes/mine/retraction': byLink,
		'POST /[centre]/wishes/mine/retraction': byLink,
		'GET /[centre]/wishes/new': everybody,
		'POST /[centre]/wishes/new?/forget': everybody,
		'GET /[centre]/wishes/new/[step]': everybody,
		'POST /[centre]/wishes/new/[step]': everybody,
		'GET /[centre]/wishes/new/check': everybody,
		'POST /[centre]/wishes/new/check': everybody,
		'GET /[centre]/wishes/new/code': everybody,
		'POST /[centre]/wishes/new/code?/verify': everybody,
		'POST /[centre]/wishes/new/code?/again': everybody,
		'POST /[centre]/wishes/new/code?/callBack': everybody,
		'GET /[centre]/wishes/new/received': everybody,
		'GET /[centre]/wishes/new/pictures/[id]/[file]': byDraft,
		'GET /[centre]/wishes/paper': everybody,
		'GET /files/[id]/[file] · 已公开': everybody,
		'GET /files/[id]/[file] · 未公开': rules.only(
			(actor) => maySeePictures(actor, rules.wishIn('submitted')),
			'maySeePictures'
		),
		'GET /files/documents/[document]': rules.only(
			(actor) => maySeeDocuments(actor, rules.wishIn('submitted')),
			'maySeeDocuments'
		),
		'POST /elder-mode': everybody,
		'GET /ui': { words: '只在开发时', of: () => 'hidden' },
		'POST /ui': { words: '只在开发时', of: () => 'hidden' }
	}),
	...part('账号', {
		'GET /sign-in': everybody,
		'POST /sign-in?/code': everybody,
		'POST /sign-in?/password': everybody,
		'GET /sign-in/code': everybody,
		'POST /sign-in/code?/verify': everybody,
		'POST /sign-in/code?/again': everybody,
		'GET /sign-in/two-factor': everybody,
		'POST /sign-in/two-factor': everybody,
		'POST /sign-out': everybody,
		'GET /outbox': rules.only(isAdministrator, 'mayReadOutbox（样例中心在本机上人人可看；接了短信网关就谁也看不到）'),
		'GET /set-up': beforeSetUp,
		'POST /set-up': beforeSetUp
	}),
	...part('心愿人用短信确认', {
		'GET /confirm': byLink,
		'POST /confirm': everybody,
		'GET /confirm/[token]': byLink,
		'GET /confirm/answer': byLink,
		'POST /confirm/answer': byLink,
		'GET /confirm/reopening': byLink,
		'POST /confirm/reopening': byLink,
		'GET /confirm/thanks': everybody,
		'POST /confirm/thanks': byLink,
		'GET /confirm/pictures/[id]/[file]': byLink
	}),
	...part('我的', {
		'GET /my': signedIn,
		'GET /my/security': signedIn,
		'POST /my/security?/signOutEverywhere': signedIn,
		'GET /my/security/password': signedIn,
		'POST /my/security/password': signedIn,
		'GET /my/security/two-factor': signedIn,
		'POST /my/security/two-factor?/start': signedIn,
		'POST /my/security/two-factor?/confirm': signedIn,
		[`GET /my${wish} · 待核实`]: rules.workPage('collected'),
		[`GET /my${wish} · 已认领`]: rules.workPage('claimed'),
		[`GET /my${wish}/contact`]: rules.contact('form'),
		[`POST /my${wish}/contact`]: rules.contact('form'),
		...each(`GET /my${wish}/[path]`, rules.actionForm),
		...each(`POST /my${wish}/[path]`, rules.actionForm)
	}),
	...part('工作台', {
		'GET /desk/[centre]': desk(),
		'GET /desk/[centre]/wishes': desk(maySeeAll),
		'GET /desk/[centre]/wishes/overdue': desk(maySeeAll),
		'GET /desk/[centre]/wishes/proposals': desk(maySeeAll),
		'POST /desk/[centre]/wishes/proposals?/free': both(desk(maySeeAll), rules.clerks),
		'POST /desk/[centre]/wishes/proposals?/keep': both(desk(maySeeAll), rules.clerks),
		'GET /desk/[centre]/thanks': desk(mayShowThanks),
		'GET /desk/[centre]/wishes/new': desk(mayCollect, 'no'),
		'POST /desk/[centre]/wishes/new': desk(mayCollect, 'no'),
		'GET /desk/[centre]/wishes/phone': desk(mayCollect, 'no'),
		'POST /desk/[centre]/wishes/phone': desk(mayCollect, 'no'),
		'GET /desk/[centre]/wishes/entered': desk(mayCollect, 'no'),
		[`GET /desk${wish}`]: desk(maySeeAll),
		[`GET /desk${wish}/receipt`]: desk(maySeeAll),
		[`GET /desk${wish}/contact`]: both(desk(maySeeAll), rules.contact('form')),
		[`POST /desk${wish}/contact`]: both(desk(), rules.contact('form')),
		[`GET /desk${wish}/deadline`]: both(desk(mayPauseDeadlines), rules.workPage('claimed')),
		[`POST /desk${wish}/deadline?/pause`]: desk(mayPauseDeadlines),
		[`POST /desk${wish}/deadline?/resume`]: desk(mayPauseDeadlines),
		...each(`GET /desk${wish}/[path]`, (action) => both(desk(), rules.actionForm(action))),
		...each(`POST /desk${wish}/[path]`, (action) => both(desk(), rules.actionForm(action))),
		'GET /desk/[centre]/figures': desk(maySeeAll),
		'GET /desk/[centre]/figures/rows': desk(maySeeAll),
		'GET /desk/[centre]/ledger': desk(mayExportLedger),
		'GET /desk/[centre]/ledger/export': desk(mayExportLedger),
		'GET /desk/[centre]/ledger/template': desk(mayKeep),
		'GET /desk/[centre]/ledger/imports': desk(mayKeep),
		'POST /desk/[centre]/ledger/imports': desk(mayKeep),
		'GET /desk/[centre]/ledger/imports/[import]': desk(mayKeep),
		'POST /desk/[centre]/ledger/imports/[import]?/confirm': desk(mayKeep),
		'POST /desk/[centre]/ledger/imports/[import]?/discard': desk(mayKeep),
		'GET /desk/[centre]/ledger/imports/[import]/columns': desk(mayKeep),
		'POST /desk/[centre]/ledger/imports/[import]/columns': desk(mayKeep)
	}),
	...part('工作台：单位、党员、社区网格', {
		'GET /desk/[centre]/organisations': desk(mayKeep),
		'GET /desk/[centre]/organisations/new': desk(mayKeep),
		'POST /desk/[centre]/organisations/new': desk(mayKeep),
		'GET /desk/[centre]/organisations/[organisation]': desk(mayKeep),
		'POST /desk/[centre]/organisations/[organisation]': desk(mayKeep),
		'GET /desk/[centre]/organisations/[organisation]/representatives': desk(mayManage),
		'POST /desk/[centre]/organisations/[organisation]/representatives': desk(mayManage),
		'GET /desk/[centre]/members': desk(mayKeep),
		'GET /desk/[centre]/members/new': desk(mayKeep),
		'POST /desk/[centre]/members/new': desk(mayKeep),
		'GET /desk/[centre]/members/[member]': desk(mayKeep),
		'POST /desk/[centre]/members/[member]': desk(mayKeep),
		'GET /desk/[centre]/members/[member]/contact': desk(mayKeep),
		'POST /desk/[centre]/members/[member]/contact': desk(mayKeep),
		'POST /desk/[centre]/members?/phone': desk(mayKeep),
		'GET /desk/[centre]/members/export': desk(mayKeep),
		'GET /desk/[centre]/members/template': desk(mayKeep),
		'GET /desk/[centre]/members/imports': desk(mayKeep),
		'POST /desk/[centre]/members/imports': desk(mayKeep),
		'GET /desk/[centre]/members/imports/[import]': desk(mayKeep),
		'POST /desk/[centre]/members/imports/[import]?/confirm': desk(mayKeep),
		'POST /desk/[centre]/members/imports/[import]?/discard': desk(mayKeep),
		'GET /desk/[centre]/members/imports/[import]/columns': desk(mayKeep),
		'POST /desk/[centre]/members/imports/[import]/columns': desk(mayKeep),
		'GET /desk/[centre]/party': desk(mayKeep),
		'GET /desk/[centre]/party/new': desk(mayKeep),
		'POST /desk/[centre]/party/new': desk(mayKeep),
		'GET /desk/[centre]/party/export': desk(mayKeep),
		'GET /desk/[centre]/party/[party]': desk(mayKeep),
		'POST /desk/[centre]/party/[party]': desk(mayKeep),
		'GET /desk/[centre]/words': desk(mayKeep),
		'POST /desk/[centre]/words?/add': desk(mayKeep),
		'POST /desk/[centre]/words?/change': desk(mayKeep),
		'GET /desk/[centre]/members/[member]/sign-in': desk(mayManage),
		'POST /desk/[centre]/members/[member]/sign-in': desk(mayManage),
		'GET /desk/[centre]/places': desk(mayKeep),
		'GET /desk/[centre]/places/[what]': desk(mayKeep),
		'POST /desk/[centre]/places/[what]': desk(mayKeep)
	}),
	...part('工作台：账号与身份、设置、运行、审计', {
		'GET /desk/[centre]/staff': desk(mayManage),
		'GET /desk/[centre]/staff/new': desk(mayManage),
		'POST /desk/[centre]/staff/new': desk(mayManage),
		'GET /desk/[centre]/staff/[account]': desk(mayManage),
		'POST /desk/[centre]/staff/[account]': desk(mayManage),
		'GET /desk/[centre]/staff/[account]/password': desk(mayManage),
		'POST /desk/[centre]/staff/[account]/password': desk(mayManage),
		'GET /desk/[centre]/staff/[account]/revocation': desk(mayManage),
		'POST /desk/[centre]/staff/[account]/revocation': desk(mayManage),
		'GET /desk/[centre]/settings': desk(mayManage),
		'GET /desk/[centre]/settings/[name]': desk(mayManage),
		'POST /desk/[centre]/settings/[name]': desk(mayManage),
		'GET /desk/[centre]/settings/days': desk(mayManage),
		'POST /desk/[centre]/settings/days': desk(mayManage),
		'GET /desk/[centre]/operations': desk(mayManage),
		'POST /desk/[centre]/operations?/retry': desk(mayManage),
		'GET /desk/[centre]/audit': desk(mayAudit),
		'GET /desk/[centre]/audit/openings': desk(mayAudit),
		'GET /desk/[centre]/audit/unusual': desk(mayReviewOpenings),
		'POST /desk/[centre]/audit/unusual': desk(mayReviewOpenings),
		'GET /desk/[centre]/audit/security': desk(mayAudit),
		'GET /desk/[centre]/audit/seal': desk(mayAudit)
	}),
	...part('双报到', checkInAccess),
	...part('接口：双报到', checkInOperations),
	...part('签到签退与时长', attendanceAccess),
	...callParts.flatMap(([name, entries]) => part(name, entries)),
	...part('岗位和班次', postsAccess),
	...part('接口：岗位和班次', postsOperations),
	...part('共建', cobuildingAccess),
	...part('接口：共建', cobuildingOperations),
	...part('服务记录', recordsAccess),
	...part('接口：服务记录', recordsOperations),
	...part('Open311', {
		[`GET ${open311}/discovery`]: everybody,
		[`GET ${open311}/v2/discovery`]: everybody,
		[`GET ${open311}/v2/services`]: everybody,
		[`GET ${open311}/v2/services/{service}`]: everybody,
		[`GET ${open311}/v2/requests`]: everybody,
		[`POST ${open311}/v2/requests`]: everybody,
		[`GET ${open311}/v2/requests/{request}`]: everybody,
		[`GET ${open311}/v2/tokens/{token}`]: everybody
	}),
	...part('接口', {
		'GET /api/docs': everybody,
		'GET /api/openapi.json': everybody,
		[`GET ${api}/wishes`]: everybody,
		[`POST ${api}/wishes`]: rules.ordered(mayCollect),
		[`GET ${api}/wishes/{wish} · 已公开`]: everybody,
		[`GET ${api}/wishes/{wish} · 未公开`]: { words: '不在心愿墙上', of: () => 'hidden' },
		[`GET ${api}/wishes/events`]: everybody,
		[`POST ${api}/submissions`]: everybody,
		[`POST ${api}/wishes/{wish}/contact-openings`]: rules.contact('api'),
		...Object.fromEntries(
			wishActions.map((action) => [`POST ${api}/wishes/{wish}/${transitions[action].path}`, rules.operation(action)])
		),
		[`GET ${api}/service-fields`]: everybody,
		[`GET ${api}/skills`]: everybody,
		[`GET ${api}/organisations`]: rules.ordered(mayKeep),
		[`POST ${api}/organisations`]: rules.ordered(mayKeep),
		[`GET ${api}/organisations/{organisation}`]: rules.ordered(mayKeep),
		[`PUT ${api}/organisations/{organisation}`]: rules.ordered(mayKeep),
		[`GET ${api}/party-organisations`]: rules.ordered(mayKeep),
		[`POST ${api}/party-organisations`]: rules.ordered(mayKeep),
		[`GET ${api}/party-organisations/{party}`]: rules.ordered(mayKeep),
		[`PUT ${api}/party-organisations/{party}`]: rules.ordered(mayKeep),
		[`GET ${api}/members`]: rules.ordered(mayKeep),
		[`POST ${api}/members`]: rules.ordered(mayKeep),
		[`GET ${api}/members/{member}`]: rules.ordered(mayKeep),
		[`PUT ${api}/members/{member}`]: rules.ordered(mayKeep),
		[`GET ${api}/statistics/wishes`]: everybody
	})
];
