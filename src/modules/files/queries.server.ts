import { sql } from 'kysely';
import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import { keyOf } from './keys.ts';
import { fileStore } from './storage.server.ts';

export interface PictureFile {
	centreId: string;
	/** Whether everybody may see it; else the route asks who does. */
	isPublic: boolean;
	/** The account that uploaded it; none for a guest's. */
	uploadedBy: string | null;
	bytes: Buffer;
	contentType: string;
	/** With its quotes. The bytes behind an id never change. */
	etag: string;
}

/**
 * One encoding of a picture, as the address /files/<id>/<name>.<format> asks for it: whatever that says. Nothing when there is
 * no such picture, size or format. Errors: StorageFailed when the store cannot be read.
 */
export async function pictureFile(
	db: Db,
	{ id, name, format }: { id: string; name: string; format: string }
): Promise<PictureFile | undefined> {
	if (!isId(id)) return undefined;
	const picture = await db
		.selectFrom('files.picture')
		.select(['centre_id', 'public', 'uploaded_by'])
		.where('id', '=', id)
		.where(sql<boolean>`variants @> ${JSON.stringify([{ name, format }])}::jsonb`)
		.executeTakeFirst();
	const bytes = picture && (await fileStore().get(keyOf(picture.centre_id, id, { name, format })));
	if (!bytes) return undefined;
	return {
		centreId: picture.centre_id,
		isPublic: picture.public,
		uploadedBy: picture.uploaded_by,
		bytes,
		contentType: `image/${format}`,
		etag: `"${id}-${name}-${format}"`
	};
}
