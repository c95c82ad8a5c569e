import { z } from 'zod';

/** First parts of addresses that are ours: no centre may be called so. The database holds the same list. */
const RESERVED = [
	'my',
	'desk',
	'district',
	'screen',
	'api',
	'ui',
	'files',
	'confirm',
	'sign-in',
	'sign-out',
	'set-up',
	'outbox',
	'elder-mode',
	'healthz',
	'readyz',
	'metrics'
];

const line = (missing: string, longest = 100) =>
	z.string(missing).trim().min(1, missing).max(longest, `最多${longest}个字`);

export const CreateCentre = z.object({
	districtName: line('请填写区的名称'),
	/** The part of the address that stands for the centre, e.g. meihuacun. */
	slug: z
		.string('请填写网址里的名称')
		.trim()
		.toLowerCase()
		.regex(/^[a-z][a-z0-9-]{1,38}$/, '网址里的名称用小写字母开头，只用字母、数字和短横，例如 meihuacun')
		.refine((slug) => !RESERVED.includes(slug), '这个名称系统自己要用，请换一个'),
	name: line('请填写中心的名称'),
	address: line('请填写地址', 200),
	phone: line('请填写联系电话', 40),
	openingHours: line('请填写开放时间'),
	communities: z.array(line('请填写社区的名称')).min(1, '至少要有一个社区'),
	areaM2: z.int().positive().optional(),
	openedOn: z.iso.date().optional()
});
