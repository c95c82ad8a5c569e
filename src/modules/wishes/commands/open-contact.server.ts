import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Missing, Refused } from '#kernel/errors.ts';
import { openContact, type Contact } from '#modules/people/server.ts';
import { OpenContact } from '../forms.ts';
import { relationships, type Relationship } from '../intake.ts';
import { wishLifecycle } from '../lifecycle.ts';
import { mayOpenContact, mayWorkOn } from '../policy.ts';
import { lockWish } from './lock.server.ts';

/** With whoever spoke for the person, where somebody did. */
export type WishContact = Contact & {
	proxy?: Pick<Contact, 'name' | 'phone'> & { relationship: string };
};

/**
 * Shows name, phone and address of the person to whoever needs them now. Each opening is recorded, and the person can see it.
 * Never with a submission key: its result is personal and must not be kept. Errors: Missing, Refused.
 */
export const openWishContact = command(
	'wishes.openContact',
	OpenContact.extend({ centreId: z.uuid(), wishId: z.uuid() }),
	async (work, { centreId, wishId, reason }): Promise<WishContact> => {
		const wish = await lockWish(work.db, centreId, wishId);
		const as = mayOpenContact(work.actor, wish.subject);
		if (!as && !mayWorkOn(work.actor, wish.subject)) throw new Missing('没有这个心愿，或者它已经撤下。');
		if (!as) throw new Refused('只有负责的工作人员和正在办理的认领人可以看联系方式。');
		const about = { centreId, subject: { kind: 'wish', id: wishId }, as: wishLifecycle.roles[as], reason };
		const contact = await openContact(work, {
			...about,
			personId: wish.personId,
			fields: ['name', 'phone', 'address']
		});
		const proxy = await proxyOf(work, centreId, wishId);
		if (!proxy) return contact;
		const { name, phone } = await openContact(work, { ...about, personId: proxy.personId, fields: ['name', 'phone'] });
		return { ...contact, proxy: { name, phone, relationship: proxy.relationship } };
	}
);

async function proxyOf({ db }: Work, centreId: string, wishId: string) {
	const row = await db
		.selectFrom('wishes.intake')
		.select(['proxy_id', 'relationship'])
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', wishId)
		.where('proxy_id', 'is not', null)
		.executeTakeFirst();
	return row?.proxy_id
		? { personId: row.proxy_id, relationship: relationships[row.relationship as Relationship] }
		: undefined;
}
