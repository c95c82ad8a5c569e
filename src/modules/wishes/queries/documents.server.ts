import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { open } from '#kernel/secrets.ts';
import { accountOfPerson } from '#modules/people/server.ts';
import { heldClaims } from '../commands/lock.server.ts';
import type { WishState } from '../lifecycle.ts';
import { maySeeDocuments } from '../policy.ts';
import type { DocumentPurpose, WishKind } from '../wish.ts';

export interface DocumentView {
	id: string;
	name: string;
	purpose: DocumentPurpose;
	/** The entry whose money a receipt shows. */
	progressId: string | null;
	/** In bytes. */
	size: number;
	at: Date;
}

/** The documents of a wish, in the order in which they came. For staff and claimers: the caller has checked. */
export async function documentsOf(
	{ db }: Pick<Context, 'db'>,
	centreId: string,
	wishId: string
): Promise<DocumentView[]> {
	const rows = await db
		.selectFrom('wishes.wish_document as wd')
		.innerJoin('files.document as d', (join) =>
			join.onRef('d.centre_id', '=', 'wd.centre_id').onRef('d.id', '=', 'wd.document_id')
		)
		.select(['d.id', 'd.name_sealed', 'd.size', 'wd.purpose', 'wd.progress_id', 'wd.at'])
		.where('wd.centre_id', '=', centreId)
		.where('wd.wish_id', '=', wishId)
		.orderBy('wd.at')
		.orderBy('d.id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		name: open(row.name_sealed),
		purpose: row.purpose as DocumentPurpose,
		progressId: row.progress_id,
		size: row.size,
		at: row.at
	}));
}

/** Whether the actor may have a document, because of the wish it hangs on. */
export async function maySeeDocument({ db, actor }: Context, centreId: string, documentId: string): Promise<boolean> {
	if (!isId(documentId)) return false;
	const wish = await db
		.selectFrom('wishes.wish_document as wd')
		.innerJoin('wishes.wish as w', (join) =>
			join.onRef('w.centre_id', '=', 'wd.centre_id').onRef('w.id', '=', 'wd.wish_id')
		)
		.select(['w.id', 'w.kind', 'w.state', 'w.grid_id', 'w.person_id', 'w.on_wall'])
		.where('wd.centre_id', '=', centreId)
		.where('wd.document_id', '=', documentId)
		.executeTakeFirst();
	if (!wish) return false;
	return maySeeDocuments(actor, {
		centreId,
		kind: wish.kind as WishKind,
		state: wish.state as WishState,
		gridId: wish.grid_id,
		beneficiaryAccountId: await accountOfPerson(db, centreId, wish.person_id),
		claimers: (await heldClaims(db, centreId, wish.id)).map(({ claimer }) => claimer),
		onWall: wish.on_wall
	});
}
