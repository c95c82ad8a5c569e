import { z } from 'zod';
import { AddMember } from '#modules/directory/index.ts';
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
