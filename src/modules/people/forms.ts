import { z } from 'zod';
import {
	AddMember,
	AddOrganisation,
	AddPartyOrganisation,
	ChangeMember,
	ChangeOrganisation,
	ChangePartyOrganisation
} from '#modules/directory/index.ts';
import { MobilePhone } from '#modules/identity/index.ts';
import { ALIAS_FORMS } from './alias.ts';
import { oneLine, plainName } from './writing.ts';

const atMost = (most: number) => (text: string) => [...text].length <= most;

/**
 * A full name in one field, as the person writes it: “王芳”, “丹”, “阿卜杜拉·买买提”, “𠮷田”, “John Smith”.
 * Spaces at the ends go, the many dots people type become “·”. At most 50 characters, a rare one counts as one.
 */
export const PersonName = z
	.string('请填写姓名')
	.transform(plainName)
	.pipe(
		z
			.string()
			.min(1, { error: '请填写姓名', abort: true })
			.refine(atMost(50), '姓名最多50个字')
			.regex(/[\p{L}\p{Co}]/u, '姓名里要有文字，请照身份证上的写')
	);

/** An address in one line, at most 200 characters. */
export const StreetAddress = z
	.string('请填写住址')
	.transform(oneLine)
	.pipe(z.string().min(1, '请填写住址').refine(atMost(200), '住址最多200个字'));

/** Somebody who is written down as a member of a centre. */
export const RegisterMember = AddMember.omit({ personId: true, alias: true }).extend({
	name: PersonName,
	phone: MobilePhone.optional(),
	/** How the public addresses them, behind the surname. */
	form: z.enum(ALIAS_FORMS, '请选择怎么称呼'),
	/** Another alias than surname and form of address. */
	alias: AddMember.shape.alias.optional()
});

/** All fields of a member as they shall be, the name too; a number only where it is a new one. */
export const ChangeRegistered = ChangeMember.extend({ name: PersonName, phone: MobilePhone.optional() });

/** Who can be reached: by name and number, or by the name alone of somebody who is a member. */
const contact = { contactName: PersonName.optional(), contactPhone: MobilePhone.optional() };
const secretary = { secretaryName: PersonName.optional(), secretaryPhone: MobilePhone.optional() };

/** An organisation, its contact told by name. */
export const WriteOrganisation = AddOrganisation.omit({ contactId: true }).extend(contact);
export const RewriteOrganisation = ChangeOrganisation.omit({ contactId: true }).extend(contact);

/** A party organisation, its secretary and contact told by name. */
export const WritePartyOrganisation = AddPartyOrganisation.omit({ secretaryId: true, contactId: true }).extend({
	...secretary,
	...contact
});
export const RewritePartyOrganisation = ChangePartyOrganisation.omit({ secretaryId: true, contactId: true }).extend({
	...secretary,
	...contact
});

/** What came of an opening that stood out. */
export const CheckOpening = z.object({
	openingId: z.uuid('缺少查看记录'),
	note: z
		.string('请写明核对的结果')
		.trim()
		.min(2, '请写明核对的结果，例如：问过本人，是回电话核实')
		.max(200, '最多200个字')
		.meta({ title: '核对结果' })
});
