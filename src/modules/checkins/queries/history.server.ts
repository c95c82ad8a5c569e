import type { Db } from '#kernel/db.ts';
import { factsOf } from '#kernel/facts.ts';
import { accountNames } from '#modules/identity/server.ts';
import { subjectKinds, type ReporterKind } from '../check-in.ts';

export interface Happening {
	at: Date;
	what: string;
	who: string;
	note: string | null;
}

/** The whole history of a check-in, oldest first, with who did it and what they noted: for those who take part in it. */
export async function historyOf(db: Db, centreId: string, of: ReporterKind, id: string): Promise<Happening[]> {
	const facts = (await factsOf(db, centreId, subjectKinds[of], id)).filter(({ action }) => action in WORDS);
	const names = await accountNames(db, [...new Set(facts.flatMap(({ actor_id }) => actor_id ?? []))]);
	return facts.map((fact) => ({
		at: fact.at,
		what: WORDS[fact.action] ?? '',
		who: [ROLES[fact.actor_role] ?? '', fact.actor_role === 'clerk' && fact.actor_id && names.get(fact.actor_id)]
			.filter(Boolean)
			.join(' '),
		note: fact.note
	}));
}

const WORDS: Record<string, string> = {
	'checkIn.reported': '报到',
	'checkIn.accepted': '接收',
	'checkIn.declined': '不予接收',
	'checkIn.confirmed': '确认仍在服务',
	'checkIn.movedOut': '转到别的社区',
	'checkIn.withdrawn': '退出报到',
	'contact.opened': '查看联系方式',
	'deadline.escalated': '超期'
};

const ROLES: Record<string, string> = { clerk: '工作人员', member: '本人', organisation: '单位', system: '系统' };
