import type { z } from 'zod';
import type { Work } from '#kernel/command.ts';
import { Conflict, Invalid, type Issue } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { giveConsent, ownContact, type Contact } from '#modules/people/server.ts';
import { categoriesOf } from '../queries/categories.server.ts';
import type { PublishWish } from '../forms.ts';
import { marksLeftIn, personalDetailsIn } from '../redaction.ts';
import { consentWords, PICTURES, PUBLICATION } from '../wish.ts';
import { limitFor } from './approve.server.ts';
import { choosePictures, showChosen } from './pictures.server.ts';
import { transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/**
 * Puts the cleared text on the wall, with the separate consent of its person (个人信息保护法 25). Money above the centre's soft
 * limit waits for the leader's approval first.
 * Errors: Conflict without a verification that confirmed the need; Invalid while the text still names the person.
 */
export const publishWish = transition('publish', async (work, wish, input) => {
	await requireConfirmed(work, wish);
	await requireCleared(work, wish, input);
	if (!(await categoriesOf(work.db, wish.centreId)).some(({ code }) => code === input.category))
		throw new Invalid('请选择类别', [{ field: 'category', message: '请选择类别' }]);
	await giveConsent(work, {
		centreId: wish.centreId,
		personId: wish.personId,
		purpose: PUBLICATION,
		subjectId: wish.id,
		wording: consentWords[PUBLICATION],
		way: input.consentWay
	});
	await choose(work, wish, input);
	const budget = input.budget ?? null;
	const limit = await limitFor(work, wish);
	const waits = limit !== null && budget !== null && budget > limit;
	if (!waits) await showChosen(work, wish);
	return {
		to: waits ? 'approving' : 'published',
		set: {
			title: input.title,
			public_text: input.publicText,
			alias: input.alias,
			category: input.category,
			places: input.places,
			budget_fen: budget,
			money_limit_fen: limit,
			approved_on: null,
			published_on: waits ? null : shanghaiDate(work.clock()),
			on_wall: !waits
		},
		data: {
			places: input.places,
			budgetFen: budget,
			limitFen: limit,
			consentWay: input.consentWay,
			pictures: input.publicPictureIds.length
		}
	};
});

async function requireConfirmed({ db }: Work, wish: LockedWish): Promise<void> {
	const confirmed = await db
		.selectFrom('wishes.verification')
		.select('id')
		.where('centre_id', '=', wish.centreId)
		.where('wish_id', '=', wish.id)
		.where('result', '=', 'confirmed')
		.executeTakeFirst();
	if (!confirmed) throw new Conflict('还没有核实属实的记录，不能发布。请先打电话或上门核实。');
}

type Choice = Pick<z.output<typeof PublishWish>, 'publicPictureIds' | 'picturesConsent' | 'consentWay'>;

/** Pictures are public with a consent of their own, one by one. */
async function choose(work: Work, wish: LockedWish, { publicPictureIds, picturesConsent, consentWay }: Choice) {
	const message = '要公开照片，请先问本人同不同意';
	if (publicPictureIds.length > 0 && !picturesConsent)
		throw new Invalid(message, [{ field: 'picturesConsent', message }]);
	await choosePictures(work, wish, publicPictureIds);
	if (publicPictureIds.length > 0)
		await giveConsent(work, {
			centreId: wish.centreId,
			personId: wish.personId,
			purpose: PICTURES,
			subjectId: wish.id,
			wording: consentWords[PICTURES],
			way: consentWay
		});
}

type PublicWords = Record<'title' | 'publicText' | 'alias', string>;

async function requireCleared({ db }: Work, { centreId, personId }: LockedWish, input: PublicWords): Promise<void> {
	const contact: Contact = await ownContact(db, centreId, personId);
	const issues: Issue[] = (['title', 'publicText', 'alias'] as const).flatMap((field) => [
		...personalDetailsIn(input[field], contact).map((found) => ({
			field,
			message: `这里还有${found.kind}“${found.text}”，请去掉再发布`
		})),
		...marksLeftIn(input[field]).map((mark) => ({ field, message: `这里还留着${mark}，请改写成一句话再发布` }))
	]);
	if (issues.length > 0) throw new Invalid('公开的文字里还有个人信息', issues);
}
