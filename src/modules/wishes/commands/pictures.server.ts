import type { Work } from '#kernel/command.ts';
import { keepPicture, publishPictures } from '#modules/files/server.ts';
import { pictureStages, type PictureStage } from '../wish.ts';
import type { LockedWish } from './lock.server.ts';

/** Hangs uploaded pictures on a wish. They are not public until the person agrees. Errors: Missing picture. */
export async function attachPictures(
	work: Work,
	wish: LockedWish,
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

/** With the person's consent the pictures from before and after become part of the story on the wall; without it they leave it. */
export async function publishStory(work: Work, wish: LockedWish, isPublic: boolean): Promise<void> {
	const rows = await work.db
		.selectFrom('wishes.wish_picture')
		.select('picture_id')
		.where('centre_id', '=', wish.centreId)
		.where('wish_id', '=', wish.id)
		.where('stage', 'in', ['before', 'after'])
		.execute();
	const pictureIds = rows.map((row) => row.picture_id);
	if (pictureIds.length > 0) await publishPictures(work, { centreId: wish.centreId, pictureIds, isPublic });
}
