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
	/** Of the form it came with. */
	submissionKey?: string | undefined;
	/** For a loader that stores the same bytes many times and reads them once. */
	read?: typeof readPicture;
}

/**
 * Encodes an uploaded picture and keeps it for a day; `keepPicture` keeps it for good. The same bytes from the same account,
 * sent again while they wait, are the same picture; sent again with the same form they are it for ever, so that a resend after
 * a lost answer is the same submission. The files are whole in the store before the row is written; no
 * transaction is open while they are made. Errors: Invalid for what is no picture, StorageFailed when the store is full.
 */
export async function storePicture(
	context: Context,
	{ centreId, bytes, submissionKey, read = readPicture }: NewUpload
): Promise<StoredPicture> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const waiting = await sendAgain(context, { centreId, sha256, submissionKey });
	if (waiting) return waiting;
	const picture = await read(bytes);
	const id = newId();
	const files = picture.variants.map((variant) => ({ ...variant, key: keyOf(centreId, id, variant) }));
	await putFiles(files);
	const variants = picture.variants.map(({ name, format, width, height }) => ({ name, format, width, height }));
	const stored = await addPicture(context, { ...picture, centreId, id, variants, submissionKey });
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

/** Keeps uploads for another day while somebody is still writing. Returns those that are there and theirs. */
export async function holdPictures(
	work: Work,
	{ centreId, pictureIds }: { centreId: string; pictureIds: readonly string[] }
): Promise<string[]> {
	const ids = [...new Set(pictureIds)].sort();
	if (ids.length === 0) return [];
	const held = await work.db
		.updateTable('files.picture')
		.set({ uploaded_at: work.clock() })
		.where('centre_id', '=', centreId)
		.where('id', 'in', ids)
		.where('kept_at', 'is', null)
		.where((where) => where.or([where('uploaded_by', 'is', null), where('uploaded_by', '=', accountOf(work.actor))]))
		.returning('id')
		.execute();
	return held.map(({ id }) => id);
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

const Sent = z.object({ centreId: z.uuid(), sha256: z.hash('sha256'), submissionKey: z.uuid().optional() });

/** The picture that has these bytes and came with this form, or waits and is this account's; it waits a day from now. */
const sendAgain = command(
	'files.sendAgain',
	Sent,
	async (work, { centreId, sha256, submissionKey }): Promise<StoredPicture | undefined> => {
		const before = await sentWith(work, { centreId, sha256, submissionKey });
		const account = accountOf(work.actor);
		if (before || account === null) return before;
		return work.db
			.updateTable('files.picture')
			.set({ uploaded_at: work.clock(), ...(submissionKey !== undefined && { sent_with: submissionKey }) })
			.where('centre_id', '=', centreId)
			.where('uploaded_by', '=', account)
			.where('sha256', '=', Buffer.from(sha256, 'hex'))
			.where('kept_at', 'is', null)
			.returning(['id', 'width', 'height'])
			.executeTakeFirst();
	}
);

async function sentWith({ db, actor }: Work, { centreId, sha256, submissionKey }: z.output<typeof Sent>) {
	if (submissionKey === undefined) return undefined;
	return db
		.selectFrom('files.picture')
		.select(['id', 'width', 'height'])
		.where('centre_id', '=', centreId)
		.where('uploaded_by', 'is not distinct from', accountOf(actor))
		.where('sent_with', '=', submissionKey)
		.where('sha256', '=', Buffer.from(sha256, 'hex'))
		.executeTakeFirst();
}

const NewPicture = Sent.extend({
	id: z.uuid(),
	width: z.int(),
	height: z.int(),
	variants: z.array(z.object({ name: z.string(), format: z.string(), width: z.int(), height: z.int() }))
});

/**
 * Tells no fact: until something is attached to it, a picture is only an upload, and gone the next day. Of two of the same that
 * arrive at once the second waits for the first, and is it.
 */
const addPicture = command('files.addPicture', NewPicture, async (work, picture): Promise<StoredPicture> => {
	const { centreId, id, sha256, width, height, variants, submissionKey } = picture;
	const added = await work.db
		.insertInto('files.picture')
		.values({
			centre_id: centreId,
			id,
			sha256: Buffer.from(sha256, 'hex'),
			width,
			height,
			variants: JSON.stringify(variants),
			uploaded_by: accountOf(work.actor),
			uploaded_at: work.clock(),
			sent_with: submissionKey ?? null
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning(['id', 'width', 'height'])
		.executeTakeFirst();
	const first = added ?? (await sendAgain(work, { centreId, sha256, submissionKey }));
	if (!first) throw new Conflict('这张图片正在别的页面上提交，请再试一次。');
	return first;
});

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
