import { z } from 'zod';
import { SubmitWish } from './intake-forms.ts';
import { stepsFor, type DraftStep } from './draft-words.ts';
import { relationships } from './intake.ts';
import { beneficiaryKinds, keysOf } from './wish.ts';

const { shape } = SubmitWish;

/** What is a well-formed answer to each question of a resident's wish. */
export const draftQuestions = {
	told: SubmitWish.pick({ told: true }),
	// none is an answer, too
	pictures: z.object({ pictureIds: shape.pictureIds.unwrap() }),
	whom: z.object({ whom: shape.whom.unwrap() }),
	category: z.object({ category: z.string('请选一类，拿不准就选最接近的').max(31, '请从列出的类别里选一个') }),
	community: z.object({ communityId: z.uuid('请选择社区') }),
	beneficiary: z.object({ beneficiaryKind: z.enum(keysOf(beneficiaryKinds), '请选择这个心愿会帮到谁') }),
	name: SubmitWish.pick({ name: true, personPhone: true, address: true, buildingId: true }),
	proxy: z.object({
		proxyName: shape.proxyName.unwrap().meta({ title: '您的姓名' }),
		relationship: z.enum(keysOf(relationships), '请选择您是对方的什么人'),
		personConsent: z.literal(true, '要先跟对方说好。对方同意了，请勾选这一项')
	}),
	phone: z.object({ phone: shape.phone, contactWay: z.enum(['code', 'callBack'], '请选择怎么跟您确认') })
} as const satisfies Record<DraftStep, z.ZodObject>;

/** What was answered so far, each answer well-formed. */
export const DraftAnswers = SubmitWish.partial();
export type DraftAnswers = z.output<typeof DraftAnswers>;

/** The first question without an answer; undefined when nothing is missing. */
export const missingStep = (answers: DraftAnswers): DraftStep | undefined =>
	stepsFor(answers.whom).find((step) => !draftQuestions[step].safeParse(answers).success);
