import type { Db } from '#kernel/db.ts';
import type { FactLine } from '#kernel/fact-log.server.ts';
import { isRole, roles } from '#modules/identity/index.ts';
import { accountNames } from '#modules/identity/server.ts';
import { wishLifecycle, wishStates } from '#modules/wishes/index.ts';
import type { Referred } from '#modules/wishes/server.ts';
import { actionWords, actorWords, fieldWords, namedRoles, securityWords, subjectWords } from './words.ts';

export interface Told {
	id: string;
	at: Date;
	what: string;
	/** More about it, from what the fact holds; never a personal detail. */
	detail: string;
	subject: string;
	href: string | null;
	who: string;
}

/** Facts in words, with the names of staff who acted; `desk` is the address of the centre's desk. */
export async function toldFacts(
	db: Db,
	facts: readonly FactLine[],
	references: ReadonlyMap<string, Referred>,
	desk: string
): Promise<Told[]> {
	const named = facts.filter(({ actorRole }) => namedRoles.has(actorRole));
	const names = await accountNames(db, [...new Set(named.flatMap(({ actorId }) => actorId ?? []))]);
	return facts.map((fact) => ({
		id: fact.id,
		at: fact.at,
		what: actionWords[fact.action] ?? fact.action,
		detail: detailOf(fact.data),
		...subjectWith({ kind: fact.subjectKind, id: fact.subjectId }, references, desk),
		who: actorOf(fact, names)
	}));
}

/** Security events: they are about accounts of the centre, and both sides are named. */
export async function toldSecurity(db: Db, facts: readonly FactLine[], desk: string): Promise<Told[]> {
	const ids = facts.flatMap(({ actorId, subjectId }) => [subjectId, ...(actorId ? [actorId] : [])]);
	const names = await accountNames(db, [...new Set(ids)]);
	return facts.map((fact) => ({
		id: fact.id,
		at: fact.at,
		what: securityWords[fact.action] ?? fact.action,
		detail: detailOf(fact.data),
		subject: names.get(fact.subjectId) ?? '',
		href: `${desk}/staff/${fact.subjectId}`,
		who: fact.actorRole === 'self' ? '本人' : actorOf(fact, names)
	}));
}

const actorOf = ({ actorRole, actorId }: FactLine, names: ReadonlyMap<string, string>): string =>
	[actorWords[actorRole] ?? actorRole, actorId ? names.get(actorId) : undefined].filter(Boolean).join(' ');

/** What something is about: its kind, with the reference number and the address of the wish behind it. */
export function subjectWith(
	{ kind, id }: { kind: string; id: string },
	references: ReadonlyMap<string, Referred>,
	desk: string
): Pick<Told, 'subject' | 'href'> {
	const referred = references.get(id);
	const subject = [subjectWords[kind] ?? kind, referred?.reference].filter(Boolean).join(' ');
	return { subject, href: referred ? `${desk}/wishes/${referred.wishId}` : null };
}

const WAYS: Record<string, string> = { password: '密码', twoFactor: '两步验证', code: '手机验证码' };

function detailOf(data: Record<string, unknown>): string {
	const text = (name: string): string | undefined => (typeof data[name] === 'string' ? data[name] : undefined);
	const [role, from, to, way] = [text('role'), text('from'), text('to'), text('way')];
	const parts = [
		role && isRole(role) && roles[role],
		from && to && from !== to && `${stateWords(from)} → ${stateWords(to)}`,
		way && WAYS[way],
		Array.isArray(data['fields']) && data['fields'].map((field) => fieldWords[String(field)] ?? '').join('、'),
		text('name'),
		text('effectiveFrom') && `${text('effectiveFrom')}起`,
		text('day') && `${text('day')}${data['workday'] === true ? '上班' : '休息'}`,
		text('dueOn') && `到期日 ${text('dueOn')}`,
		data['active'] === false && '停用'
	];
	return parts.filter((part) => typeof part === 'string' && part !== '').join('，');
}

const stateWords = (state: string): string =>
	wishStates.some((known) => known === state)
		? wishLifecycle.states[state as (typeof wishStates)[number]].label
		: state;
