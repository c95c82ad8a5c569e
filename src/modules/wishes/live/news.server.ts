import type { Db } from '#kernel/db.ts';
import { isOpen, needOf } from '../need.ts';
import { cardsById, type WishCardView } from '../queries/card.server.ts';
import { countOpen } from '../queries/wall.server.ts';
import type { Changed, WallChange } from './changes.server.ts';
import { positionText, type Position } from './position.ts';

/** What an open wall is told of one change: how the wish stands now, in public fields only. */
export interface WallNews {
	id: string;
	change: WallChange;
	/** Null when it is not on the wall any more. */
	wish: WishCardView | null;
	/** What it still needs, in the words of the wall. */
	need: string | null;
	isOpen: boolean;
	/** How many wait for somebody, counted up to 200. */
	open: number;
}

/** Changes of one centre as server-sent events. The position stands in the last: whoever lost any of them gets all again. */
export async function newsText(db: Db, centreId: string, changes: readonly Changed[], at: Position): Promise<string> {
	const ids = [...new Set(changes.map(({ wishId }) => wishId))];
	const [cards, open] = await Promise.all([cardsById(db, centreId, ids), countOpen(db, centreId)]);
	const told = changes.map(({ wishId, change }): WallNews => {
		const wish = cards.get(wishId) ?? null;
		return { id: wishId, change, wish, need: wish && needOf(wish), isOpen: !!wish && isOpen(wish), open };
	});
	return told
		.map((news, index) => {
			const id = index === told.length - 1 ? `id: ${positionText(at)}\n` : '';
			return `event: wish\n${id}data: ${JSON.stringify(news)}\n\n`;
		})
		.join('');
}

/** Keeps the connection, and tells how far it is, so that a reader who comes back is not told what they know. */
export const beatText = (at: Position): string => `: \nid: ${positionText(at)}\n\n`;

/** Too much has happened to tell it: read the page anew. */
export const reloadText = (at: Position): string => `event: reload\nid: ${positionText(at)}\ndata: {}\n\n`;
