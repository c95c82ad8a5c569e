import { z } from 'zod';
import { MobilePhone } from '#modules/identity/index.ts';
import { PersonName, StreetAddress } from '#modules/people/index.ts';
import { consentWays, relationships } from './intake.ts';
import { isSerial, plainSerial } from './paper.ts';
import { beneficiaryKinds, channels, keysOf, kinds } from './wish.ts';

const Pictures = z
	.array(z.uuid())
	.max(9)
	.meta({ title: '照片', examples: [[]] });

/** Somebody who speaks for the person: a daughter at the window, a neighbour with a telephone. */
const Proxy = {
	proxyName: PersonName.optional().meta({ title: '代提人的姓名', examples: ['陈小红'] }),
	relationship: z.enum(keysOf(relationships)).optional().meta({ title: '代提人是本人的什么人' })
};

/** A wish as staff take it down for a resident. */
export const CollectWish = z.object({
	kind: z.enum(keysOf(kinds)).default('wish').meta({ title: '类型' }),
	category: z
		.string('请选择类别')
		.min(1)
		.max(31)
		.meta({ title: '类别', examples: ['service'] }),
	channel: z.enum(keysOf(channels)).meta({ title: '来源' }),
	communityId: z.uuid('请选择社区').meta({ title: '社区' }),
	gridId: z.uuid().optional().meta({ title: '网格' }),
	buildingId: z.uuid().optional().meta({ title: '楼栋' }),
	beneficiaryKind: z.enum(keysOf(beneficiaryKinds)).meta({ title: '对象类别' }),
	told: z
		.string()
		.trim()
		.min(4)
		.max(1000)
		.meta({ title: '心愿内容', examples: ['想换一盏亮一点的灯'] }),
	name: PersonName.meta({ title: '姓名', examples: ['陈小梅'] }),
	phone: MobilePhone.optional().meta({ title: '手机号', examples: ['13800000000'] }),
	address: StreetAddress.optional().meta({ title: '住址', examples: ['样例街1号101'] }),
	pictureIds: Pictures.default([]),
	...Proxy,
	proxyPhone: MobilePhone.optional().meta({ title: '代提人的手机号', examples: ['13800000001'] }),
	/** When it was told by telephone; without an offset, Beijing time. */
	calledAt: z.iso
		.datetime({ local: true, offset: true, error: '请填来电时间，例如 2026-11-20T09:30' })
		.optional()
		.meta({ title: '来电时间', examples: ['2026-11-20T09:30'] }),
	/** Of the printed sheet it is keyed in from. */
	paperSerial: z
		.string()
		.transform(plainSerial)
		.refine(isSerial, '表号是纸上右上角的8位字母和数字，请对照再填一次')
		.optional()
		.meta({ title: '纸质表的表号', examples: ['2345678E'] }),
	consentWay: z.enum(keysOf(consentWays)).optional().meta({ title: '怎么征得同意' }),
	consent: z.literal(true).meta({ title: '“本人同意登记”' })
});

/** A wish as a resident sends it. Their phone is verified by a code (then they are signed in), or a clerk calls them. */
export const SubmitWish = CollectWish.pick({
	category: true,
	communityId: true,
	beneficiaryKind: true,
	told: true,
	buildingId: true,
	name: true,
	address: true,
	proxyName: true,
	relationship: true
}).extend({
	/** Of whoever sends it. */
	phone: MobilePhone.meta({ title: '手机号', examples: ['13800000000'] }),
	contactWay: z.enum(['code', 'callBack']).meta({ title: '确认方式' }),
	whom: z.enum(['self', 'other'], '请选择是给自己还是替别人').optional().meta({ title: '给自己还是替别人' }),
	personPhone: MobilePhone.optional().meta({ title: '对方的手机号', examples: ['13800000001'] }),
	personConsent: z.boolean().optional().meta({ title: '“对方知道并同意”' }),
	pictureIds: Pictures.optional()
});
