import { z } from 'zod';
import { SubmitWish } from './forms.ts';
import { beneficiaryKinds, keysOf, type BeneficiaryKind } from './wish.ts';

/** The questions of a resident's own wish, one a page, in the order in which they are asked. */
export const draftQuestions = {
	told: { title: '您有什么心愿？', schema: SubmitWish.pick({ told: true }) },
	category: {
		title: '这个心愿属于哪一类？',
		schema: z.object({ category: z.string('请选一类，拿不准就选最接近的').max(31, '请从列出的类别里选一个') })
	},
	community: { title: '您住在哪个社区？', schema: z.object({ communityId: z.uuid('请选择您住的社区') }) },
	beneficiary: {
		title: '这个心愿是为谁提的？',
		schema: z.object({ beneficiaryKind: z.enum(keysOf(beneficiaryKinds), '请选择这个心愿是为谁提的') })
	},
	name: { title: '怎么称呼您？', schema: SubmitWish.pick({ name: true, address: true }) },
	phone: {
		title: '您的手机号是多少？',
		schema: z.object({
			phone: SubmitWish.shape.phone,
			contactWay: z.enum(['code', 'callBack'], '请选择怎么跟您确认')
		})
	}
} as const satisfies Record<string, { title: string; schema: z.ZodObject }>;

export type DraftStep = keyof typeof draftQuestions;
export const draftSteps = keysOf(draftQuestions);

/** The questions, the code, and the check before sending. */
export const DRAFT_PAGES = draftSteps.length + 2;

/** What was answered so far, each answer well-formed. */
export const DraftAnswers = SubmitWish.partial();
export type DraftAnswers = z.output<typeof DraftAnswers>;

/** The first question without an answer; undefined when nothing is missing. */
export const missingStep = (answers: DraftAnswers): DraftStep | undefined =>
	draftSteps.find((step) => !draftQuestions[step].schema.safeParse(answers).success);

/** For whom a wish is, in the words people use for themselves. */
export const beneficiaryWords: Record<BeneficiaryKind, { label: string; hint?: string }> = {
	elder: { label: '老人', hint: '和家人一起住' },
	livingAlone: { label: '一个人住的老人', hint: '也包括只有老两口、身边没有子女的' },
	disabled: { label: '残疾人' },
	lowIncome: { label: '生活困难的家庭' },
	child: { label: '孩子' },
	migrant: { label: '从外地来这里生活、工作的人' },
	outdoorWorker: { label: '在户外干活的人', hint: '例如环卫工人、快递员、外卖员' },
	household: { label: '其他居民' },
	public: { label: '大家共用的地方', hint: '例如楼道、路灯、健身器材' }
};

/** What belongs to a category, for those every centre starts with. */
export const categoryExamples: Readonly<Record<string, string>> = {
	goods: '需要一样东西，例如轮椅、血压计、书包',
	service: '需要有人帮把手，例如修水龙头、理发、陪着看病',
	publicGood: '对大家都好的事，例如楼道装扶手、修路灯'
};
