import { z } from 'zod';
import { command, parse, type Context, type Work } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { open, seal } from '#kernel/secrets.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { holdPictures } from '#modules/files/server.ts';
import { draftSteps } from '../draft-words.ts';
import { DraftAnswers, draftQuestions } from '../draft.ts';
import { SubmitWish } from '../intake-forms.ts';
import { categoriesOf } from '../queries/categories.server.ts';
import { housesIn } from '../queries/houses.server.ts';
import { submitWish } from './collect.server.ts';
import { wrong } from './intake.server.ts';
import { hashOf, newToken } from './token.server.ts';

const DAY_MS = 86_400_000;

/** What became of a draft; of its answers nothing is left in it. */
const Sent = z.object({
	id: z.uuid(),
	reference: z.string(),
	contactWay: z.enum(['code', 'callBack']),
	whom: z.enum(['self', 'other']).optional()
});
const Content = z.object({ answers: DraftAnswers, sent: Sent.optional() });
type Content = z.output<typeof Content>;

export type Draft = Content;
export type SentWish = z.output<typeof Sent>;

/** The draft that a browser's token opens, for a day after the last answer. */
export async function draftBehind(context: Context, centreId: string, token: string): Promise<Draft | undefined> {
	const row = await find(context, centreId, token).executeTakeFirst();
	return row && contentOf(row);
}

const Place = z.object({ centreId: z.uuid(), token: z.string().max(100) });

/**
 * Keeps the answer to one question, in place of an earlier one. Without a draft that is still open a new one begins: its
 * token is another. Errors: Invalid.
 */
export const answerDraft = command(
	'wishes.answerDraft',
	Place.extend({ token: Place.shape.token.optional(), step: z.enum(draftSteps), answers: z.unknown() }),
	async (work, { centreId, token, step, answers }): Promise<{ token: string; answers: DraftAnswers }> => {
		const schema = draftQuestions[step];
		const given: DraftAnswers = parse(schema, answers);
		const draft = token === undefined ? undefined : await lock(work, centreId, token);
		await requireOffered(work, centreId, { communityId: draft?.answers.communityId, ...given });
		if (!draft || draft.sent || token === undefined) return begin(work, centreId, given);
		const hasMoved = step === 'community' && draft.answers.communityId !== given.communityId;
		const kept = Object.entries(draft.answers).filter(
			([field]) => !Object.hasOwn(schema.shape, field) && !(hasMoved && field === 'buildingId')
		);
		await holdPictures(work, { centreId, pictureIds: draft.answers.pictureIds ?? [] });
		const merged = { ...Object.fromEntries(kept), ...given };
		await write(work, centreId, draft.id, { answers: merged });
		return { token, answers: merged };
	}
);

/**
 * Makes the wish of a draft, once: the row is the lock, and keeps the reference for whoever sends it again.
 * Errors: Missing when it is over; Invalid while an answer is missing; those of `submitWish`.
 */
export const sendDraft = command('wishes.sendDraft', Place, async (work, { centreId, token }): Promise<SentWish> => {
	const draft = await lock(work, centreId, token);
	if (!draft) throw new Missing('写了一半的心愿只保留一天，这一份已经清除，请重新写。');
	if (draft.sent) return draft.sent;
	const answers = parse(SubmitWish, draft.answers);
	const wish = await submitWish(work, { ...answers, centreId }, draft.id);
	const sent = { ...wish, contactWay: answers.contactWay, whom: answers.whom };
	await write(work, centreId, draft.id, { answers: {}, sent });
	return sent;
});

/** Throws a draft away. Again: harmless. */
export const forgetDraft = command('wishes.forgetDraft', Place, async ({ db }, { centreId, token }) => {
	await db
		.deleteFrom('wishes.draft')
		.where('centre_id', '=', centreId)
		.where('token_hash', '=', hashOf(token))
		.execute();
});

const find = ({ db, clock }: Context, centreId: string, token: string) =>
	db
		.selectFrom('wishes.draft')
		.select(['id', 'content_sealed'])
		.where('centre_id', '=', centreId)
		.where('token_hash', '=', hashOf(token))
		.where('expires_at', '>', clock());

async function lock(work: Work, centreId: string, token: string): Promise<(Content & { id: string }) | undefined> {
	const row = await find(work, centreId, token).forUpdate().executeTakeFirst();
	const content = row && contentOf(row);
	return content && { ...content, id: row.id };
}

/** A draft of an older release whose answers are no longer understood counts as none. */
const contentOf = ({ content_sealed }: { content_sealed: Buffer }): Content | undefined =>
	Content.safeParse(JSON.parse(open(content_sealed))).data;

async function begin(work: Work, centreId: string, answers: DraftAnswers) {
	const token = newToken();
	await work.db
		.insertInto('wishes.draft')
		.values({ centre_id: centreId, id: newId(), token_hash: hashOf(token), ...columns(work, { answers }) })
		.execute();
	return { token, answers };
}

const write = (work: Work, centreId: string, id: string, content: Content) =>
	work.db
		.updateTable('wishes.draft')
		.set(columns(work, content))
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.execute();

const columns = ({ clock }: Work, content: Content) => ({
	content_sealed: seal(JSON.stringify(content)),
	expires_at: new Date(clock().getTime() + DAY_MS)
});

/** Errors: Invalid for a category, community or building that is not the centre's, and for a picture that is not there. */
async function requireOffered(
	work: Work,
	centreId: string,
	{ category, communityId, buildingId, pictureIds = [] }: DraftAnswers
): Promise<void> {
	const { db } = work;
	if (category !== undefined && !(await categoriesOf(db, centreId)).some(({ code }) => code === category))
		throw wrong('category', '请从列出的类别里选一个');
	if (communityId !== undefined && !(await communitiesOf(db, centreId)).some(({ id }) => id === communityId))
		throw wrong('communityId', '请从列出的社区里选一个');
	if (buildingId !== undefined && !(await housesIn(db, centreId, communityId)).some(({ id }) => id === buildingId))
		throw wrong('buildingId', '请从列出的楼栋里选一栋');
	if ((await holdPictures(work, { centreId, pictureIds })).length !== new Set(pictureIds).size)
		throw wrong('pictures', '有一张照片已经清除，请重新上传');
}
