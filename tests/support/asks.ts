import { pauseDeadline } from '#modules/deadlines/server.ts';
import { actionAt, CollectWish, SubmitWish, type WishState } from '#modules/wishes/index.ts';
import { kindFor, stateFor } from '../../bin/lib/access/rules.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import { attendanceBody, attendanceForm, withAttendance } from './attendance.ts';
import { openSession, type Session } from './cast.ts';
import { askCheckIns, checkInForm, isAboutCheckIns } from './check-ins.ts';
import { bodies } from './bodies.ts';
import { callBody, callFor } from './calls-asked.ts';
import { askCobuilding, coForm } from './cobuilding.ts';
import { waitingFor } from './disclosure.ts';
import { actionInput, exampleOf, formOf } from './inputs.ts';
import { askPosts, isAboutPosts } from './posts-asked.ts';
import { broughtLedger, broughtMembers } from './tables.ts';
import { addPartyOrganisation, partyOrganisationsOf } from '#modules/directory/server.ts';
import { askRecords, isAboutRecords } from './records.ts';
import type { Stage } from './stage.ts';

/** One request, as a visitor makes it. */
export interface Ask {
	method: string;
	path: string;
	session: Session | undefined;
	form?: Record<string, string>;
	json?: Record<string, unknown>;
}

const API = '/api/v1/';

/** The request behind an entry of the access table: valid in everything but, perhaps, in who makes it. */
export async function askFor(stage: Stage, entry: string, visitor: Visitor): Promise<Ask> {
	const [address = '', variant] = entry.split(' · ');
	const [method = '', route = ''] = address.split(' ');
	const action = actionAt(variant ?? route.split('/').at(-1) ?? '');
	const changes = method !== 'GET';
	if (route.includes('/cobuilding')) {
		const { path, input } = await askCobuilding(stage, entry, visitor);
		const ask = { method, path, session: stage.sessions[visitor] };
		if (!changes) return ask;
		return route.startsWith(API) ? { ...ask, json: input } : { ...ask, form: coForm(input) };
	}
	if (isAboutCheckIns(route)) {
		const { path, input } = await askCheckIns(stage, entry, visitor);
		const ask = { method, path, session: stage.sessions[visitor] };
		if (!changes) return ask;
		return route.startsWith(API) ? { ...ask, json: input } : { ...ask, form: checkInForm(input) };
	}
	if (isAboutRecords(route)) {
		const { path, input } = await askRecords(stage, entry, visitor);
		const ask = { method, path, session: stage.sessions[visitor] };
		if (!changes) return ask;
		return route.startsWith(API) ? { ...ask, json: input } : { ...ask, form: formOf(input) };
	}
	if (isAboutPosts(route)) {
		const { path, input } = await askPosts(stage, entry, visitor);
		const ask = { method, path, session: stage.sessions[visitor] };
		if (!changes) return ask;
		return route.startsWith(API) ? { ...ask, json: input } : { ...ask, form: formOf(input) };
	}
	const state = action ? stateFor[action] : stateOf(variant);
	const wish =
		changes && route.includes('wish')
			? await stage.freshWish(state, kindFor(action))
			: stage.wish(state, kindFor(action));
	if (route.endsWith('/deadline?/resume')) await pause(stage, wish);
	const account = route.includes('[account]') ? (await stage.colleague()).accountId : '';
	const brought = route.includes('[import]') ? await broughtFor(stage, route) : '';
	const party = /[[{]party[\]}]/.test(route) ? await partyOf(stage) : '';
	const asked = /[[{]call[\]}]/.test(route) ? await callFor(stage, route, changes) : undefined;
	const path = (await withAttendance(stage, route))
		.replace(/[[{]centre[\]}]/, stage.here.slug)
		.replace(/[[{]wish[\]}]/, wish)
		.replace(/\{(request|token)\}/, wish)
		.replace('{service}', 'wish-goods')
		.replace('[path]', variant ?? '')
		.replace('[step]', 'told')
		.replace('[token]', 'a-link-that-nobody-got')
		.replace('[id]', variant === '已公开' ? stage.pictures.public : stage.pictures.private)
		.replace('[file]', 'card.webp')
		.replace('[document]', stage.document)
		.replace(/[[{]organisation[\]}]/, stage.scopes.organisation)
		.replace(/[[{]member[\]}]/, stage.scopes.member)
		.replace(/[[{]party[\]}]/, party)
		.replace('[account]', account)
		.replace('[what]', 'communities')
		.replace('[import]', brought)
		.replace(/[[{]call[\]}]/, asked?.call ?? '')
		.replace(/[[{]team[\]}]/, asked?.team ?? '')
		.replace('[name]', 'deadline.wish.collected');
	const query = route.endsWith('/revocation') ? `?role=leader&scope=${stage.here.id}` : '';
	const ask = { method, path: path + query, session: await sessionFor(stage, route, visitor) };
	if (!changes) return ask;
	if (route.startsWith(API))
		return {
			...ask,
			json: action
				? actionInput(action, stage, visitor)
				: ((await attendanceBody(stage, route)) ?? apiBody(stage, route, visitor))
		};
	const typed = {
		...bodies(stage, address, visitor),
		...(await waitingFor(stage, address)),
		...(await attendanceForm(stage, address))
	};
	return { ...ask, form: action ? formOf(actionInput(action, stage, visitor)) : typed };
}

const stateOf = (variant: string | undefined): WishState =>
	variant === '未公开' || variant === '待核实' ? 'collected' : variant === '已公开' ? 'published' : 'claimed';

const broughtFor = (stage: Stage, route: string): Promise<string> =>
	route.includes('/members/') ? broughtMembers(stage) : broughtLedger(stage);

/** The party organisation of the stage, made by whichever worker first asks for it. */
async function partyOf(stage: Stage): Promise<string> {
	const here = { centreId: stage.here.id, name: '样例街小学党支部' };
	const find = async () =>
		(await partyOrganisationsOf(stage.as('clerk').db, here.centreId)).find(({ name }) => name === here.name)?.id;
	const made = async () =>
		(await find()) ?? (await addPartyOrganisation(stage.as('clerk'), { ...here, level: 'branch' }));
	return made().catch(async () => (await find()) ?? '');
}

const pause = (stage: Stage, wishId: string) =>
	pauseDeadline(stage.as('clerk'), {
		centreId: stage.here.id,
		subject: { kind: 'wish', id: wishId },
		reason: '等楼上的住户回来'
	});

/** Who signs out does so as somebody whom nobody else needs. */
async function sessionFor(stage: Stage, route: string, visitor: Visitor): Promise<Session | undefined> {
	const session = stage.sessions[visitor];
	return session && /sign-?out/i.test(route)
		? openSession(stage.as(visitor), (await stage.colleague()).username)
		: session;
}

/** What is written into the directory, by the end of the address. */
const directoryBodies = (visitor: Visitor): Record<string, Record<string, unknown>> => ({
	organisations: { name: `接口单位${visitor}`, kind: 'community' },
	'organisations/{organisation}': { name: '样例街小学', kind: 'publicInstitution', active: true },
	'party-organisations': { name: `接口党支部${visitor}`, level: 'branch' },
	'party-organisations/{party}': { name: '样例街小学党支部', level: 'branch', active: true },
	members: { name: `接口${visitor}`, form: '女士', kind: 'community' },
	'members/{member}': { name: '钟志明', alias: '钟先生', kind: 'inService', active: true }
});

function apiBody(stage: Stage, route: string, visitor: Visitor): Record<string, unknown> {
	const ofCall = /\/call(s|-choices)\b/.test(route) ? callBody(stage, route) : undefined;
	if (ofCall) return ofCall;
	const here = { communityId: stage.here.communityId };
	if (route.endsWith('/contact-openings')) return { reason: '约时间上门' };
	const ofDirectory = directoryBodies(visitor)[route.replace(`${API}centres/{centre}/`, '')];
	if (ofDirectory) return ofDirectory;
	// each at a number of their own: too many at one are refused
	if (route.endsWith('/submissions'))
		return { ...exampleOf(SubmitWish), ...here, phone: stage.phones[visitor], contactWay: 'callBack' };
	return { ...exampleOf(CollectWish), ...here };
}
