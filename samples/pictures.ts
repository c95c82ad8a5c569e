import sharp from 'sharp';
import { system } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Db } from '#kernel/db.ts';
import { readPicture, storePicture } from '#modules/files/server.ts';
import { draw, sceneNames, type Scene } from './drawings/scenes.ts';

/** A drawing of how it was, and one of how it is. */
export interface Pair {
	before: string;
	after: string;
}

/** Pictures that hang nowhere yet: each can be taken once. */
export interface Shelf {
	take(scene: Scene | undefined): Pair | undefined;
}

/** Draws every scene and stores each pair so many times, as an upload is stored. It is encoded once. */
export async function drawPictures(db: Db, centreId: string, copies: number): Promise<Shelf> {
	const context = { db, actor: system('samples'), clock: systemClock };
	const storing = sceneNames.map(async (scene): Promise<[Scene, Pair[]]> => {
		const [before, after] = await Promise.all(
			[false, true].map(async (isDone) => {
				const bytes = await rendered(scene, isDone);
				const picture = await readPicture(bytes);
				return async () => (await storePicture(context, { centreId, bytes, read: () => Promise.resolve(picture) })).id;
			})
		);
		const pairs: Pair[] = [];
		for (let copy = 0; before && after && copy < copies; copy += 1)
			pairs.push({ before: await before(), after: await after() });
		return [scene, pairs];
	});
	const shelf = new Map(await Promise.all(storing));
	return { take: (scene) => (scene ? shelf.get(scene)?.pop() : undefined) };
}

const rendered = (scene: Scene, isDone: boolean): Promise<Buffer> =>
	sharp(Buffer.from(draw(scene, isDone)))
		.png()
		.toBuffer();
