import { accountOf } from '#kernel/actor.ts';
import type { Work } from '#kernel/command.ts';
import { Invalid, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { contactRow, openFields, type Contact, type ContactField } from '../contact.server.ts';

export interface Opening {
	centreId: string;
	personId: string;
	/** What it is opened for, e.g. the wish: the timeline it stands in. */
	subject: { kind: string; id: string };
	fields: readonly ContactField[];
	/** The role in which the actor looks. */
	as: string;
	reason: string;
}

/**
 * Decrypts fields of a person and writes down, in the same transaction, who saw them, why and when: the person can read it.
 * Tells `contact.opened`, without the reason, whose words are free. Whether the actor may look is for the caller to have checked.
 * Errors: Refused for whoever is not signed in and for the system; Invalid without a reason; Missing person.
 */
export async function openContact(work: Work, opening: Opening): Promise<Contact> {
	const { centreId, personId, subject, as } = opening;
	const [fields, reason] = [[...new Set(opening.fields)], opening.reason.trim()];
	const viewerId = accountOf(work.actor);
	if (viewerId === null) throw new Refused('查看联系方式要先登录。', 'signedOut');
	if (reason === '') throw new Invalid('请写明为什么要查看', [{ field: 'reason', message: '请写明为什么要查看' }]);
	const contact = openFields(await contactRow(work.db, centreId, personId), fields);
	if (fields.length === 0) return contact;
	await work.db
		.insertInto('people.disclosure')
		.values({
			centre_id: centreId,
			id: newId(),
			person_id: personId,
			subject_kind: subject.kind,
			subject_id: subject.id,
			fields,
			viewer_id: viewerId,
			viewer_role: as,
			reason,
			at: work.clock()
		})
		.execute();
	await work.record({ centreId, subject, action: 'contact.opened', as, channel: 'online', data: { fields } });
	return contact;
}
