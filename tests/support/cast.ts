import { guest, system, type Actor } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import { addGrid, addOrganisation, createCentre, setSetting } from '#modules/directory/server.ts';
import { createAccount, enrolTwoFactor, signInWithPassword } from '#modules/identity/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { claimLimits } from '#modules/wishes/index.ts';
import { startListening } from '#src/subscriptions.server.ts';
import { TestVisitor } from './visitor.ts';
import { visitorNames, visitors, type Scope, type Visitor, type VisitorKind } from '../../bin/lib/access/visitors.ts';

/** Two centres, and everybody who may come to the first: signed in, each with the token of a session. */
export interface Cast {
	here: { id: string; slug: string; communityId: string; gridId: string };
	/** What the roles of the visitors are about. */
	scopes: Record<Scope, string>;
	actors: Record<Visitor, Actor>;
	/** None for the guest. */
	sessions: Record<Visitor, Session | undefined>;
	phones: Record<Visitor, string>;
	as(visitor: Visitor): Context;
}

/** Somebody who is signed in: by a token for programs, by a cookie for browsers. */
export interface Session {
	username: string;
	token: string;
	cookie: string;
}

export const PASSWORD = 'plum-blossom-1';

export async function makeCast(db: Db): Promise<Cast> {
	startListening();
	const context: Context = { db, actor: system('test'), clock: systemClock };
	const here = await openCentre(context, 'here');
	const elsewhere = await openCentre(context, 'elsewhere');
	const communityId = here.communityIds[0] ?? '';
	const gridId = await addGrid(context, { centreId: here.id, communityId, name: '第一网格' });
	// the same claimer holds many places in the tests
	for (const { name } of Object.values(claimLimits))
		await setSetting(context, {
			...{ centreId: here.id, name, value: 1000 },
			effectiveFrom: shanghaiDate(context.clock()),
			citation: '测试用'
		});
	const member = (name: string) =>
		registerMember(context, { centreId: here.id, name, form: '先生', kind: 'inService' });
	const scopes: Cast['scopes'] = {
		here: here.id,
		elsewhere: elsewhere.id,
		grid: gridId,
		member: await member('钟志明'),
		claimer: await member('苏启文'),
		organisation: await addOrganisation(context, { centreId: here.id, name: '样例街小学', kind: 'publicInstitution' }),
		district: here.districtId
	};
	const phones = everybody((_, at) => `139000001${String(at).padStart(2, '0')}`);
	const accounts = new Map<Visitor, { actor: Actor; session?: Session }>();
	for (const visitor of visitorNames) accounts.set(visitor, await signedIn(context, visitor, phones[visitor], scopes));
	const actors = everybody((visitor) => accounts.get(visitor)?.actor ?? guest);
	return {
		here: { id: here.id, slug: 'here', communityId, gridId },
		scopes,
		actors,
		sessions: everybody((visitor) => accounts.get(visitor)?.session),
		phones,
		as: (visitor) => ({ ...context, actor: actors[visitor] })
	};
}

/** One value for each visitor. */
export const everybody = <T>(of: (visitor: Visitor, at: number) => T): Record<Visitor, T> =>
	Object.fromEntries(visitorNames.map((visitor, at) => [visitor, of(visitor, at)])) as Record<Visitor, T>;

const openCentre = (context: Context, slug: string) =>
	createCentre(context, {
		districtName: '样例区',
		slug,
		name: slug === 'here' ? '本街党群服务中心' : '邻街党群服务中心',
		address: '样例街1号',
		phone: '020-00000000',
		openingHours: '每天',
		communities: ['第一社区', '第二社区']
	});

async function signedIn(
	context: Context,
	visitor: Visitor,
	phone: string,
	scopes: Cast['scopes']
): Promise<{ actor: Actor; session?: Session }> {
	const { label, grants }: VisitorKind = visitors[visitor];
	if (grants === null) return { actor: guest };
	const held = grants.map(({ role, centre, scope }) => ({
		role,
		centreId: centre && scopes[centre],
		scopeId: scopes[scope]
	}));
	const [username, password] = [`v${newId().slice(-12)}`, PASSWORD];
	const accountId = await createAccount(context, { name: label, username, password, phone, grants: held });
	const session = await openSession(context, username);
	// after the sign-in, which would ask for it
	if (held.some(({ role }) => role === 'administrator'))
		await enrolTwoFactor(context, { accountId, secret: 'PLUMBLOSSOM23456' });
	return { actor: { kind: 'account', accountId, name: label, grants: held }, session };
}

/** Signs somebody in who has the password of everybody here. */
export async function openSession(context: Context, username: string): Promise<Session> {
	const input = { username, password: PASSWORD };
	const signedIn = await signInWithPassword({ ...context, actor: guest }, new TestVisitor(), input);
	if (signedIn.step !== 'done') throw new Error('a second factor is asked for');
	const cookie = signedIn.answer.getSetCookie().map((line) => line.split(';')[0]);
	return { token: signedIn.token, cookie: cookie.join('; '), username };
}
