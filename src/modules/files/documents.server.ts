import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Conflict, Invalid, Missing } from '#kernel/errors.ts';
import { isId, newId } from '#kernel/ids.ts';
import { open, seal } from '#kernel/secrets.ts';
import { documentKinds, MAX_DOCUMENT_BYTES, readDocument, safeStem, type DocumentKind } from './document.server.ts';
import { mayKeep } from './policy.ts';
import { fileStore } from './storage.server.ts';

interface NewUpload {
	centreId: string;
	name: string;
	bytes: Buffer;
	/** Of the form it came with: sent again with the same form it is the same document. */
	submissionKey?: string | undefined;
}

/**
 * Stores an uploaded document for a day; `keepDocument` keeps it for good. The file is whole in the store before the row is
 * written. Returns its id. Errors: Invalid for what is no document, StorageFailed when the store is full.
 */
export async function storeDocument(context: Context, upload: NewUpload): Promise<string> {
	const sha256 = createHash('sha256').update(upload.bytes).digest();
	const before = await sentWith(context.db, upload, sha256);
	if (before) return before;
	const { kind, name, bytes } = await readDocument(upload.bytes, upload.name);
	const id = newId();
	const key = keyOf(upload.centreId, id);
	await fileStore().put(key, bytes, documentKinds[kind]);
	const { centreId, submissionKey } = upload;
	const row = { centreId, id, name, kind, size: bytes.length, sha256: sha256.toString('hex'), submissionKey };
	const stored = await addDocument(context, row);
	// a double click: the other one was first
	if (stored !== id) await fileStore().remove(key);
	return stored;
}

/**
 * Keeps a document for good: called by the command that attaches it, once.
 * Errors: Missing when it is unknown, swept away, or somebody else's; Conflict when it is attached already.
 */
export async function keepDocument(work: Work, centreId: string, documentId: string): Promise<void> {
	const document = await work.db
		.selectFrom('files.document')
		.select(['uploaded_by', 'kept_at'])
		.where('centre_id', '=', centreId)
		.where('id', '=', documentId)
		.forUpdate()
		.executeTakeFirst();
	if (!document || !mayKeep(work.actor, { uploadedBy: document.uploaded_by }))
		throw new Missing('没有这个文件。上传后一天没有提交的文件会被清除，请重新上传。');
	if (document.kept_at) throw new Conflict('这个文件已经提交过了。要再用一次，请重新上传。');
	await work.db
		.updateTable('files.document')
		.set({ kept_at: work.clock() })
		.where('centre_id', '=', centreId)
		.where('id', '=', documentId)
		.execute();
}

export interface DocumentFile {
	centreId: string;
	name: string;
	bytes: Buffer;
	contentType: string;
}

/** A document that was kept, whoever asks: the route asks who may. Errors: StorageFailed when the store cannot be read. */
export async function documentFile(db: Db, id: string): Promise<DocumentFile | undefined> {
	if (!isId(id)) return undefined;
	const row = await db
		.selectFrom('files.document')
		.select(['centre_id', 'name_sealed', 'kind'])
		.where('id', '=', id)
		.where('kept_at', 'is not', null)
		.executeTakeFirst();
	const bytes = row && (await fileStore().get(keyOf(row.centre_id, id)));
	if (!bytes) return undefined;
	const contentType = documentKinds[row.kind as DocumentKind];
	return { centreId: row.centre_id, name: open(row.name_sealed), bytes, contentType };
}

/** The documents that were chosen in a form, at most `most`; an input left empty counts for nothing. Errors: Invalid. */
export async function readDocuments(files: readonly File[], most: number): Promise<{ name: string; bytes: Buffer }[]> {
	const chosen = files.filter((file) => file.size > 0 || file.name !== '');
	if (chosen.length > most) throw new Invalid(`最多上传${most}个文件，请减少后再上传`);
	const large = chosen.find(({ size }) => size > MAX_DOCUMENT_BYTES);
	if (large) throw new Invalid(`“${safeStem(large.name)}”超过 20 MB，请缩小后再上传`);
	return Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })));
}

/** Where the bytes of a document lie in the store. */
export const keyOf = (centreId: string, id: string): string => `${centreId}/${id}/document`;

const NewDocument = z.object({
	centreId: z.uuid(),
	id: z.uuid(),
	name: z.string(),
	kind: z.string(),
	size: z.int(),
	sha256: z.hash('sha256'),
	submissionKey: z.uuid().optional()
});

/** Tells no fact: until something is attached to it, a document is only an upload, and gone the next day. */
const addDocument = command('files.addDocument', NewDocument, async (work, document): Promise<string> => {
	const sha256 = Buffer.from(document.sha256, 'hex');
	const added = await work.db
		.insertInto('files.document')
		.values({
			centre_id: document.centreId,
			id: document.id,
			name_sealed: seal(document.name),
			kind: document.kind,
			size: document.size,
			sha256,
			uploaded_by: accountOf(work.actor),
			uploaded_at: work.clock(),
			sent_with: document.submissionKey ?? null
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	const first = added?.id ?? (await sentWith(work.db, document, sha256));
	if (!first) throw new Conflict('这个文件正在别的页面上提交，请再试一次。');
	return first;
});

async function sentWith(
	db: Db,
	{ centreId, submissionKey }: Pick<NewUpload, 'centreId' | 'submissionKey'>,
	sha256: Buffer
): Promise<string | undefined> {
	if (submissionKey === undefined) return undefined;
	const row = await db
		.selectFrom('files.document')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('sent_with', '=', submissionKey)
		.where('sha256', '=', sha256)
		.executeTakeFirst();
	return row?.id;
}
