import type { Context } from '#kernel/command.ts';
import type { WishState } from '../lifecycle.ts';
import { heldClaims } from '../commands/lock.server.ts';
import { maySeePictures } from '../policy.ts';
import { accountOfPerson } from '#modules/people/server.ts';

/** Whether the actor may see a picture that is not public, because of a wish it hangs on. */
export async function maySeePicture({ db, actor }: Context, centreId: string, pictureId: string): Promise<boolean> {
	const wishes = await db
		.selectFrom('wishes.wish_picture as wp')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'wp.centre_id').onRef('w.id', '=', 'wp.wish_id')
		)
		.select(['w.id', 'w.state', 'w.person_id', 'w.on_wall'])
		.where('wp.centre_id', '=', centreId)
		.where('wp.picture_id', '=', pictureId)
		.execute();
	for (const wish of wishes) {
		const subject = {
			centreId,
			state: wish.state as WishState,
			beneficiaryAccountId: await accountOfPerson(db, centreId, wish.person_id),
			claimers: (await heldClaims(db, centreId, wish.id)).map(({ claimer }) => claimer),
			onWall: wish.on_wall
		};
		if (maySeePictures(actor, subject)) return true;
	}
	return false;
}
