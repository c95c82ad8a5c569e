/**
 * One at a time for each key, in this process; the others stand in line. A row's lock lets them through one by one as well, but
 * each of them with a connection and an open transaction.
 */
export function turns() {
	const lines = new Map<string, ((isMine: boolean) => void)[]>();

	return {
		/** True when it is one's turn: then `leave` has to follow. False when the line has broken up: see whether it is still worth it. */
		enter(key: string): Promise<boolean> {
			const line = lines.get(key);
			if (line) return new Promise((resolve) => line.push(resolve));
			lines.set(key, []);
			return Promise.resolve(true);
		},
		/** The next one goes, or everybody is asked to think again. */
		leave(key: string, then: 'next' | 'breakUp'): void {
			const line = lines.get(key) ?? [];
			const next = then === 'next' ? line.shift() : undefined;
			if (next) return next(true);
			lines.delete(key);
			for (const go of line) go(false);
		}
	};
}
