import { pauseDeadline } from '#modules/deadlines/server.ts';
import { actionAt, CollectWish, SubmitWish, type WishState } from '#modules/wishes/index.ts';
import { kindFor, stateFor } from '../../bin/lib/access/rules.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import { openSession, type Session } from './cast.ts';
import { bodies } from './bodies.ts';
import { waitingFor } from './disclosure.ts';
import { actionInput, exampleOf, formOf } from './inputs.ts';
import { broughtLedger } from './tables.ts';
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
	const state = action ? stateFor[action] : stateOf(variant);
	const wish =
		changes && route.includes('wish')
			? await stage.freshWish(state, kindFor(action))
			: stage.wish(state, kindFor(action));
	if (route.endsWith('/deadline?/resume')) await pause(stage, wish);
	const account = route.includes('[account]') ? (await stage.colleague()).accountId : '';
	const brought = route.includes('[import]') ? await broughtLedger(stage) : '';
	const path = route
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
		.replace('[organisation]', stage.scopes.organisation)
		.replace('[member]', stage.scopes.member)
		.replace('[account]', account)
		.replace('[what]', 'communities')
		.replace('[import]', brought)
		.replace('[name]', 'deadline.wish.collected');
	const query = route.endsWith('/revocation') ? `?role=leader&scope=${stage.here.id}` : '';
	const ask = { method, path: path + query, session: await sessionFor(stage, route, visitor) };
	if (!changes) return ask;
	if (route.startsWith(API))
		return { ...ask, json: action ? actionInput(action, stage, visitor) : apiBody(stage, route, visitor) };
	const typed = { ...bodies(stage, address, visitor), ...(await waitingFor(stage, address)) };
	return { ...ask, form: action ? formOf(actionInput(action, stage, visitor)) : typed };
}

const stateOf = (variant: string | undefined): WishState =>
	variant === '未公开' || variant === '待核实' ? 'collected' : variant === '已公开' ? 'published' : 'claimed';

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

function apiBody(stage: Stage, route: string, visitor: Visitor): Record<string, unknown> {
	const here = { communityId: stage.here.communityId };
	if (route.endsWith('/contact-openings')) return { reason: '约时间上门' };
	// each at a number of their own: too many at one are refused
	if (route.endsWith('/submissions'))
		return { ...exampleOf(SubmitWish), ...here, phone: stage.phones[visitor], contactWay: 'callBack' };
	return { ...exampleOf(CollectWish), ...here };
}
