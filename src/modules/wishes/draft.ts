import { z } from 'zod';
import { SubmitWish } from './forms.ts';
import { draftSteps, type DraftStep } from './draft-words.ts';
import { beneficiaryKinds, keysOf } from './wish.ts';

/** The questions of a resident's own wish, and what is a well-formed answer. */
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
} as const satisfies Record<DraftStep, { title: string; schema: z.ZodObject }>;

/** What was answered so far, each answer well-formed. */
export const DraftAnswers = SubmitWish.partial();
export type DraftAnswers = z.output<typeof DraftAnswers>;

/** The first question without an answer; undefined when nothing is missing. */
export const missingStep = (answers: DraftAnswers): DraftStep | undefined =>
	draftSteps.find((step) => !draftQuestions[step].schema.safeParse(answers).success);
