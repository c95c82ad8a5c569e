import type { Context } from '#kernel/command.ts';
import type { WishState } from '../lifecycle.ts';
import type { WishKind } from '../wish.ts';
import { heldClaims } from '../commands/lock.server.ts';
import { maySeePictures, maySeeTold } from '../policy.ts';
import { accountOfPerson } from '#modules/people/server.ts';

/** Whether the actor may see a picture that is not public, because of a wish it hangs on. */
export async function maySeePicture({ db, actor }: Context, centreId: string, pictureId: string): Promise<boolean> {
	const wishes = await db
		.selectFrom('wishes.wish_picture as wp')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'wp.centre_id').onRef('w.id', '=', 'wp.wish_id')
		)
		.select(['wp.stage', 'w.id', 'w.kind', 'w.state', 'w.grid_id', 'w.person_id', 'w.on_wall'])
		.where('wp.centre_id', '=', centreId)
		.where('wp.picture_id', '=', pictureId)
		.execute();
	for (const wish of wishes) {
		const subject = {
			centreId,
			kind: wish.kind as WishKind,
			state: wish.state as WishState,
			gridId: wish.grid_id,
			beneficiaryAccountId: await accountOfPerson(db, centreId, wish.person_id),
			claimers: (await heldClaims(db, centreId, wish.id)).map(({ claimer }) => claimer),
			onWall: wish.on_wall
		};
		if (wish.stage === 'told' ? maySeeTold(actor, subject) : maySeePictures(actor, subject)) return true;
	}
	return false;
}
