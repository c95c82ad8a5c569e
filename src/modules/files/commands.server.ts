import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Missing } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { keyOf } from './keys.ts';
import { readPicture, type Variant } from './picture.server.ts';
import { mayKeep } from './policy.ts';
import { fileStore } from './storage.server.ts';

export interface StoredPicture {
	id: string;
	/** Pixels of the original, upright. */
	width: number;
	height: number;
}

interface NewUpload {
	centreId: string;
	bytes: Buffer;
	/** For a loader that stores the same bytes many times and reads them once. */
	read?: typeof readPicture;
}

/**
 * Encodes an uploaded picture and keeps it for a day; `keepPicture` keeps it for good. The same bytes from the same account,
 * sent again while they wait, are the same picture. The files are whole in the store before the row is written; no
 * transaction is open while they are made. Errors: Invalid for what is no picture, StorageFailed when the store is full.
 */
export async function storePicture(
	context: Context,
	{ centreId, bytes, read = readPicture }: NewUpload
): Promise<StoredPicture> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const waiting = await sendAgain(context, { centreId, sha256 });
	if (waiting) return waiting;
	const picture = await read(bytes);
	const id = newId();
	const files = picture.variants.map((variant) => ({ ...variant, key: keyOf(centreId, id, variant) }));
	await putFiles(files);
	const variants = picture.variants.map(({ name, format, width, height }) => ({ name, format, width, height }));
	const stored = await addPicture(context, { ...picture, centreId, id, variants });
	// a double click: the other one was first, and ours is referred to by nothing
	if (stored.id !== id) await removeFiles(files);
	return stored;
}

/**
 * Keeps a picture for good: called by the command that attaches it, once. Its own facts tell of it.
 * Errors: Missing when it is unknown, swept away, or somebody else's; Conflict when it is attached already.
 */
export async function keepPicture(
	work: Work,
	{ centreId, pictureId, isPublic }: { centreId: string; pictureId: string; isPublic: boolean }
): Promise<void> {
	const picture = await work.db
		.selectFrom('files.picture')
		.select(['uploaded_by', 'kept_at'])
		.where('centre_id', '=', centreId)
		.where('id', '=', pictureId)
		.forUpdate()
		.executeTakeFirst();
	if (!picture || !mayKeep(work.actor, { uploadedBy: picture.uploaded_by }))
		throw new Missing('没有这张图片。上传后一天没有提交的图片会被清除，请重新上传。');
	if (picture.kept_at) throw new Conflict('这张图片已经提交过了。要再用一次，请重新上传。');
	await work.db
		.updateTable('files.picture')
		.set({ kept_at: work.clock(), public: isPublic })
		.where('centre_id', '=', centreId)
		.where('id', '=', pictureId)
		.execute();
}

/** Shows kept pictures to everybody, or no longer. Again: harmless. Errors: Missing when one of them is not kept here. */
export async function publishPictures(
	work: Work,
	{ centreId, pictureIds, isPublic }: { centreId: string; pictureIds: readonly string[]; isPublic: boolean }
): Promise<void> {
	const ids = [...new Set(pictureIds)].sort();
	if (ids.length === 0) return;
	const changed = await work.db
		.updateTable('files.picture')
		.set({ public: isPublic })
		.where('centre_id', '=', centreId)
		.where('id', 'in', ids)
		.where('kept_at', 'is not', null)
		.executeTakeFirst();
	if (Number(changed.numUpdatedRows) !== ids.length) throw new Missing('没有这张图片，请刷新页面看最新情况。');
}

const Sent = z.object({ centreId: z.uuid(), sha256: z.hash('sha256') });

/** The waiting picture that has these bytes, if this account sent them before; it waits a day from now. */
const sendAgain = command(
	'files.sendAgain',
	Sent,
	async (work, { centreId, sha256 }): Promise<StoredPicture | undefined> => {
		const account = accountOf(work.actor);
		if (account === null) return undefined;
		return work.db
			.updateTable('files.picture')
			.set({ uploaded_at: work.clock() })
			.where('centre_id', '=', centreId)
			.where('uploaded_by', '=', account)
			.where('sha256', '=', Buffer.from(sha256, 'hex'))
			.where('kept_at', 'is', null)
			.returning(['id', 'width', 'height'])
			.executeTakeFirst();
	}
);

const NewPicture = Sent.extend({
	id: z.uuid(),
	width: z.int(),
	height: z.int(),
	variants: z.array(z.object({ name: z.string(), format: z.string(), width: z.int(), height: z.int() }))
});

/** Tells no fact: until something is attached to it, a picture is only an upload, and gone the next day. */
const addPicture = command(
	'files.addPicture',
	NewPicture,
	(work, { centreId, id, sha256, width, height, variants }): Promise<StoredPicture> =>
		work.db
			.insertInto('files.picture')
			.values({
				centre_id: centreId,
				id,
				sha256: Buffer.from(sha256, 'hex'),
				width,
				height,
				variants: JSON.stringify(variants),
				uploaded_by: accountOf(work.actor),
				uploaded_at: work.clock()
			})
			.onConflict((conflict) =>
				conflict
					.columns(['centre_id', 'uploaded_by', 'sha256'])
					.where('kept_at', 'is', null)
					.doUpdateSet({ uploaded_at: work.clock() })
			)
			.returning(['id', 'width', 'height'])
			.executeTakeFirstOrThrow()
);

type KeyedFile = Variant & { key: string };

/** What was written before the disk was full goes again, so that the next try has the room. */
async function putFiles(files: KeyedFile[]): Promise<void> {
	try {
		for (const { key, bytes, format } of files) await fileStore().put(key, bytes, `image/${format}`);
	} catch (error) {
		await removeFiles(files);
		throw error;
	}
}

/** A file that cannot be removed now is only a lost one. */
const removeFiles = (files: KeyedFile[]) => Promise.allSettled(files.map(({ key }) => fileStore().remove(key)));
