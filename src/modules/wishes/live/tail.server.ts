import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '#kernel/db.ts';
import { changesSince, positionNow, type Read } from './changes.server.ts';
import { beatText, newsText, reloadText } from './news.server.ts';
import type { Position } from './position.ts';

/** Is told the text of events, the same bytes for all. */
type Hear = (text: Uint8Array) => void;

interface Place {
	at: Position;
	leave: () => void;
}

interface Joining {
	centreId: string;
	hear: Hear;
	accept: (place: Place) => void;
	refuse: (error: unknown) => void;
}

const EVERY_MS = 200;
const BEAT_MS = 20_000;
const AGAIN_MS = 1000;
const encoder = new TextEncoder();

/**
 * Follows the changes of all walls for one process, as long as somebody listens: it asks the database five times a second,
 * which is one cheap statement however many listen. Not with NOTIFY: that takes one lock of the whole database until the
 * commit is durable, so claims would wait for each other (see docs/decisions/008).
 */
export function wallTail(db: Db, everyMs = EVERY_MS) {
	const hearers = new Map<string, Set<Hear>>();
	const joining: Joining[] = [];
	let isFollowing = false;
	let beaten = 0;
	/** Ends the pause between two turns: somebody waits to be let in. */
	let wake = () => {};
	const pause = (): Promise<void> =>
		new Promise((resolve) => {
			const timer = setTimeout(resolve, everyMs);
			wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});

	async function follow(): Promise<void> {
		isFollowing = true;
		let since: Position | undefined;
		while (hearers.size > 0 || joining.length > 0) {
			try {
				since = since ? await turn(since) : await positionNow(db);
				admit(since);
			} catch (error) {
				// the database is away: what happens meanwhile is told when it is back
				for (const { refuse } of joining.splice(0)) refuse(error);
				await wait(AGAIN_MS);
			}
			await pause();
		}
		isFollowing = false;
	}

	function admit(at: Position): void {
		for (const { centreId, hear, accept } of joining.splice(0)) {
			const own = hearers.get(centreId) ?? new Set();
			hearers.set(centreId, own.add(hear));
			const leave = () => {
				own.delete(hear);
				if (own.size === 0 && hearers.get(centreId) === own) hearers.delete(centreId);
			};
			accept({ at, leave });
		}
	}

	async function turn(since: Position): Promise<Position> {
		const read = await changesSince(db, since);
		if (!read) {
			const now = await positionNow(db);
			for (const centreId of hearers.keys()) tell(centreId, reloadText(now));
			return now;
		}
		await spread(read);
		if (performance.now() - beaten > BEAT_MS) {
			beaten = performance.now();
			for (const centreId of hearers.keys()) tell(centreId, beatText(read.position));
		}
		return read.position;
	}

	async function spread({ changes, position: at }: Read): Promise<void> {
		for (const [centreId, own] of Map.groupBy(changes, (changed) => changed.centreId))
			if (hearers.has(centreId)) tell(centreId, await newsText(db, centreId, own, at));
	}

	function tell(centreId: string, text: string): void {
		const bytes = encoder.encode(text);
		for (const hear of hearers.get(centreId) ?? []) hear(bytes);
	}

	/** Hears of everything that is not part of `at` until it leaves. Errors: those of the database. */
	return (centreId: string, hear: Hear): Promise<Place> =>
		new Promise((accept, refuse) => {
			joining.push({ centreId, hear, accept, refuse });
			if (!isFollowing) void follow();
			wake();
		});
}

const tails = new WeakMap<Db, ReturnType<typeof wallTail>>();

/** The one of this process for a database. */
export function tailOf(db: Db): ReturnType<typeof wallTail> {
	const known = tails.get(db) ?? wallTail(db);
	tails.set(db, known);
	return known;
}
