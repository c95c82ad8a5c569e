import type { Work } from '#kernel/command.ts';
import { keepDocument } from '#modules/files/server.ts';
import type { DocumentPurpose } from '../wish.ts';
import type { LockedWish } from './lock.server.ts';

interface Attached {
	purpose: DocumentPurpose;
	/** What a receipt shows the money of. */
	progressId?: string;
}

/** Hangs uploaded documents on a wish, for staff and its claimers alone. Errors: Missing document; Conflict for one used before. */
export async function attachDocuments(
	work: Work,
	wish: Pick<LockedWish, 'centreId' | 'id'>,
	documentIds: readonly string[],
	{ purpose, progressId }: Attached
): Promise<void> {
	const at = { centre_id: wish.centreId, wish_id: wish.id, purpose, progress_id: progressId ?? null, at: work.clock() };
	for (const documentId of documentIds) {
		await keepDocument(work, wish.centreId, documentId);
		await work.db
			.insertInto('wishes.wish_document')
			.values({ ...at, document_id: documentId })
			.execute();
	}
}
