import { CollectWish } from '#modules/wishes/index.ts';
import { visitorNames, type Visitor } from '../../bin/lib/access/visitors.ts';
import { callBody } from './calls-asked.ts';
import { exampleOf, formOf } from './inputs.ts';
import type { Stage } from './stage.ts';
import { ledgerColumnsChosen, memberColumnsChosen } from './tables.ts';

/** What is typed into each form that is not one of a wish's actions, by the address it is sent to. */
export function bodies(stage: Stage, address: string, visitor: Visitor): Record<string, string> {
	const day = `2027-05-${String(10 + visitorNames.indexOf(visitor))}`;
	const typed: Record<string, Record<string, string>> = {
		'POST /[centre]/wishes/new/[step]': { told: '想换一盏亮一点的灯' },
		'POST /[centre]/wishes/new/code?/verify': { code: '123456' },
		'POST /[centre]/wishes/mine': { reference: 'K7Q2M4XP', phone: stage.phones[visitor] },
		'POST /[centre]/wishes/mine/code': { code: '123456' },
		'POST /elder-mode': { to: 'on', back: '/' },
		'POST /open311/{centre}/v2/requests': {
			...{ service_code: 'wish-goods', last_name: '陈', first_name: '小梅', phone: stage.phones[visitor] },
			...{ description: '想换一盏亮一点的灯', 'attribute[community]': stage.here.communityId },
			'attribute[beneficiary]': 'elder'
		},
		'POST /sign-in?/code': { phone: stage.phones[visitor] },
		'POST /sign-in?/password': { username: `nobody.${visitor.toLowerCase()}`, password: 'not-this-one-1' },
		'POST /sign-in/code?/verify': { code: '123456' },
		'POST /sign-in/two-factor': { code: '123456' },
		'POST /confirm': { code: '123456' },
		'POST /confirm/answer': { rating: '5' },
		'POST /confirm/reopening': { words: '灯还是不亮' },
		'POST /confirm/thanks': { words: '谢谢大家' },
		'POST /my/security/password': {
			currentPassword: 'not-this-one-1',
			newPassword: 'plum-blossom-2',
			repeatedPassword: 'plum-blossom-2'
		},
		'POST /my/security/two-factor?/start': { password: 'not-this-one-1' },
		'POST /my/security/two-factor?/confirm': { code: '123456' },
		'POST /my/[centre]/wishes/[wish]/contact': { reason: '约时间上门' },
		'POST /desk/[centre]/wishes/[wish]/contact': { reason: '约时间上门' },
		'POST /desk/[centre]/wishes/[wish]/deadline?/pause': { reason: '等楼上的住户回来' },
		'POST /desk/[centre]/wishes/new': formOf({ ...exampleOf(CollectWish), communityId: stage.here.communityId }),
		'POST /desk/[centre]/wishes/phone': formOf({
			...exampleOf(CollectWish),
			communityId: stage.here.communityId,
			channel: 'phone'
		}),
		'POST /desk/[centre]/organisations/new': { name: `样例单位${visitor}`, kind: 'community' },
		'POST /desk/[centre]/organisations/[organisation]': { name: '样例街小学', kind: 'publicInstitution', active: 'on' },
		'POST /desk/[centre]/organisations/[organisation]/representatives': newAccount('代表', `unit.${visitor}`),
		'POST /desk/[centre]/members/new': { name: `党员${visitor}`, form: '女士', kind: 'community' },
		'POST /desk/[centre]/members/[member]': { name: '钟志明', alias: '钟先生', kind: 'inService', active: 'on' },
		'POST /desk/[centre]/members/[member]/contact': { reason: '通知参加活动' },
		'POST /desk/[centre]/members?/phone': { phone: '13800000000' },
		'POST /desk/[centre]/members/imports/[import]/columns': memberColumnsChosen,
		'POST /desk/[centre]/party/new': { name: `样例党支部${visitor}`, level: 'branch' },
		'POST /desk/[centre]/party/[party]': { name: '样例街小学党支部', level: 'branch', active: 'on' },
		'POST /desk/[centre]/words?/add': { list: 'skills', name: `特长${visitor}`.slice(0, 20) },
		'POST /desk/[centre]/words?/change': { list: 'skills', code: 'arts', name: '文艺', active: 'true' },
		'POST /desk/[centre]/members/[member]/sign-in': newAccount('钟志明', `member.${visitor}`),
		'POST /desk/[centre]/staff/new': { ...newAccount('新同事', `staff.${visitor}`), role: 'clerk' },
		'POST /desk/[centre]/staff/[account]': { role: 'gridWorker', scopeId: stage.scopes.grid },
		'POST /desk/[centre]/staff/[account]/password': { newPassword: 'plum-blossom-3' },
		'POST /desk/[centre]/places/[what]': { name: `社区${visitor}` },
		'POST /desk/[centre]/ledger/imports/[import]/columns': ledgerColumnsChosen,
		'POST /desk/[centre]/settings/[name]': { ...chosen, amount: '5', unit: 'workdays', effectiveFrom: day },
		'POST /desk/[centre]/settings/days': { day, workday: 'true', reason: chosen.citation }
	};
	const ofCall = /\/calls\b/.test(address) ? callBody(stage, address) : undefined;
	return ofCall ? formOf(ofCall) : (typed[address] ?? {});
}

const chosen = { citation: '区里的通知' };

const newAccount = (name: string, username: string) => ({
	name,
	username: username.toLowerCase().slice(0, 30),
	password: 'plum-blossom-1'
});
