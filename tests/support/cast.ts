import { randomBytes } from 'node:crypto';
import { guest, system, type Actor } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import { addGrid, addOrganisation, createCentre } from '#modules/directory/server.ts';
import { createAccount, enrolTwoFactor } from '#modules/identity/server.ts';
import { registerMember } from '#modules/people/server.ts';
import { startListening } from '#src/subscriptions.server.ts';
import { visitorNames, visitors, type Scope, type Visitor, type VisitorKind } from '../../bin/lib/access/visitors.ts';

/** Two centres, and everybody who may come to the first: signed in, each with the token of a session. */
export interface Cast {
	here: { id: string; slug: string; communityId: string; gridId: string };
	/** What the roles of the visitors are about. */
	scopes: Record<Scope, string>;
	actors: Record<Visitor, Actor>;
	/** None for the guest. */
	tokens: Record<Visitor, string | undefined>;
	phones: Record<Visitor, string>;
	as(visitor: Visitor): Context;
}

export async function makeCast(db: Db): Promise<Cast> {
	startListening();
	const context: Context = { db, actor: system('test'), clock: systemClock };
	const here = await openCentre(context, 'here');
	const elsewhere = await openCentre(context, 'elsewhere');
	const communityId = here.communityIds[0] ?? '';
	const gridId = await addGrid(context, { centreId: here.id, communityId, name: '第一网格' });
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
	const accounts = new Map<Visitor, { actor: Actor; token?: string }>();
	for (const visitor of visitorNames) accounts.set(visitor, await signedIn(context, visitor, phones[visitor], scopes));
	const actors = everybody((visitor) => accounts.get(visitor)?.actor ?? guest);
	return {
		here: { id: here.id, slug: 'here', communityId, gridId },
		scopes,
		actors,
		tokens: everybody((visitor) => accounts.get(visitor)?.token),
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
): Promise<{ actor: Actor; token?: string }> {
	const { label, grants }: VisitorKind = visitors[visitor];
	if (grants === null) return { actor: guest };
	const held = grants.map(({ role, centre, scope }) => ({
		role,
		centreId: centre && scopes[centre],
		scopeId: scopes[scope]
	}));
	const accountId = await createAccount(context, { name: label, phone, grants: held });
	if (held.some(({ role }) => role === 'administrator'))
		await enrolTwoFactor(context, { accountId, secret: 'PLUMBLOSSOM23456' });
	const actor: Actor = { kind: 'account', accountId, name: label, grants: held };
	return { actor, token: await openSession(context, accountId) };
}

/** A session as a sign-in leaves it: what signing in takes is tested elsewhere. */
export async function openSession({ db, clock }: Context, accountId: string): Promise<string> {
	const token = randomBytes(24).toString('base64url');
	const now = clock();
	await db
		.insertInto('identity.session')
		.values({
			id: newId(),
			token,
			user_id: accountId,
			expires_at: new Date(now.getTime() + 86_400_000),
			created_at: now,
			updated_at: now
		})
		.execute();
	return token;
}
