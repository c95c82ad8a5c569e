import sharp from 'sharp';
import { system } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Db } from '#kernel/db.ts';
import { newId } from '#kernel/ids.ts';
import { storeDocument, storePicture } from '#modules/files/server.ts';
import { createAccount } from '#modules/identity/server.ts';
import type { WishKind, WishState } from '#modules/wishes/index.ts';
import { makeCast, PASSWORD, type Cast } from './cast.ts';
import { copyAsProject, copyOf, wishIn } from './wishes.ts';

/** The cast, and wishes of the beneficiary in every state of the main line. */
export interface Stage extends Cast {
	db: Db;
	/** To be looked at; nobody changes it. */
	wish(state: WishState, kind?: WishKind): string;
	/** To be changed once. */
	freshWish(state: WishState, kind?: WishKind): Promise<string>;
	/** Somebody new on the staff with two roles, to be managed. */
	colleague(): Promise<{ accountId: string; username: string }>;
	/** Of a wish that was fulfilled, shown with consent; and of one whose person was not asked yet. */
	pictures: { public: string; private: string };
	/** A receipt of the wish that waits for its person. */
	document: string;
}

const states = [
	'collected',
	'verifying',
	'approving',
	'published',
	'claimed',
	'implementing',
	'submitted',
	'accepted'
] as const;

export async function setStage(db: Db): Promise<Stage> {
	const cast = await makeCast(db);
	const pictures = { public: await picture(cast, 'green'), private: await picture(cast, 'grey') };
	const document = await storeDocument(cast.as('claimer'), {
		centreId: cast.here.id,
		name: '发票.pdf',
		bytes: Buffer.from('%PDF-1.4\n%%EOF\n')
	});
	// the models are known to nobody, so that whatever is tried on the others, a fresh wish is one that nothing was tried on
	const models = new Map<string, string>();
	const wishes = new Map<string, string>();
	for (const state of states) {
		const shown = state === 'submitted' ? [pictures.private] : state === 'accepted' ? [pictures.public] : [];
		wishes.set(state, await wishIn(cast, state, shown, state === 'submitted' ? [document] : []));
		models.set(state, await copyOf(db, cast.here.id, inState(wishes, state)));
	}
	for (const state of ['claimed', 'implementing'] as const)
		for (const map of [wishes, models])
			map.set(`${state} project`, await copyAsProject(db, cast.here.id, inState(map, state)));
	await copyOf(db, cast.here.id, inState(models, 'verifying'), { reference: 'A2B3C4D5' });
	return {
		...cast,
		db,
		wish: (state, kind) => inState(wishes, state, kind),
		pictures,
		document,
		freshWish: (state, kind) => copyOf(db, cast.here.id, inState(models, state, kind)),
		colleague: async () => {
			const [username, about] = [`c${newId().slice(-12)}`, { centreId: cast.here.id, scopeId: cast.here.id }];
			const context = { db, actor: system('test'), clock: systemClock };
			const grants = (['clerk', 'leader'] as const).map((role) => ({ role, ...about }));
			const accountId = await createAccount(context, { name: '何晓彤', username, password: PASSWORD, grants });
			return { accountId, username };
		}
	};
}

function inState(wishes: ReadonlyMap<string, string>, state: WishState, kind: WishKind = 'wish'): string {
	const id = wishes.get(kind === 'wish' ? state : `${state} project`);
	if (!id) throw new Error(`no wish is ${state}`);
	return id;
}

async function picture(cast: Cast, background: string): Promise<string> {
	const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
		.png()
		.toBuffer();
	return (await storePicture(cast.as('claimer'), { centreId: cast.here.id, bytes })).id;
}
