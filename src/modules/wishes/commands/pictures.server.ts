import { sql } from 'kysely';
import type { Work } from '#kernel/command.ts';
import { Invalid } from '#kernel/errors.ts';
import { keepPicture, publishPictures } from '#modules/files/server.ts';
import { keysOf, pictureStages, type PictureStage } from '../wish.ts';
import type { LockedWish } from './lock.server.ts';

/** Hangs uploaded pictures on a wish. They are not public until the person agrees. Errors: Missing picture. */
export async function attachPictures(
	work: Work,
	wish: Pick<LockedWish, 'centreId' | 'id' | 'title'>,
	stage: PictureStage,
	pictureIds: readonly string[]
): Promise<void> {
	for (const [position, pictureId] of pictureIds.entries()) {
		await keepPicture(work, { centreId: wish.centreId, pictureId, isPublic: false });
		await work.db
			.insertInto('wishes.wish_picture')
			.values({
				centre_id: wish.centreId,
				wish_id: wish.id,
				picture_id: pictureId,
				stage,
				description: `${wish.title ?? '心愿'}，${pictureStages[stage]}`,
				position
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** With the person's consent the pictures from before and after become part of the story on the wall. */
export const publishStory = async (work: Work, wish: LockedWish): Promise<void> =>
	show(work, wish, await picturesOn(work, wish, ['before', 'after']), true);

/** Nothing of a wish is to be seen any more, nor chosen to be. */
export async function hidePictures(work: Work, wish: LockedWish): Promise<void> {
	await show(work, wish, await picturesOn(work, wish, keysOf(pictureStages)), false);
	await markChosen(work, wish, []);
}

/**
 * Which pictures the person agreed to show when their wish was published. Errors: Invalid for one that is not the wish's, or of
 * the work itself.
 */
export async function choosePictures(work: Work, wish: LockedWish, chosen: readonly string[]): Promise<void> {
	const there = await picturesOn(work, wish, publishedStages);
	const message = '这张照片不能选了，请刷新页面再选一次';
	if (chosen.some((id) => !there.includes(id))) throw new Invalid(message, [{ field: 'publicPictureIds', message }]);
	await markChosen(work, wish, chosen);
	await show(work, wish, there, false);
}

/** Shows the chosen ones: the wish is on the wall. */
export async function showChosen(work: Work, wish: LockedWish): Promise<void> {
	const rows = await onWish(work, wish).where('chosen', '=', true).execute();
	await show(
		work,
		wish,
		rows.map(({ picture_id }) => picture_id),
		true
	);
}

/** Taken before anybody began: those of the result are agreed to when it is done. */
const publishedStages: readonly PictureStage[] = ['told', 'before'];

const onWish = ({ db }: Work, { centreId, id }: LockedWish) =>
	db.selectFrom('wishes.wish_picture').select('picture_id').where('centre_id', '=', centreId).where('wish_id', '=', id);

const picturesOn = async (work: Work, wish: LockedWish, stages: readonly PictureStage[]): Promise<string[]> =>
	(await onWish(work, wish).where('stage', 'in', stages).execute()).map(({ picture_id }) => picture_id);

const show = (work: Work, { centreId }: LockedWish, pictureIds: readonly string[], isPublic: boolean) =>
	publishPictures(work, { centreId, pictureIds, isPublic });

const markChosen = ({ db }: Work, { centreId, id }: LockedWish, chosen: readonly string[]) =>
	db
		.updateTable('wishes.wish_picture')
		.set({ chosen: sql<boolean>`picture_id = any(${chosen}::uuid[])` })
		.where('centre_id', '=', centreId)
		.where('wish_id', '=', id)
		.execute();
