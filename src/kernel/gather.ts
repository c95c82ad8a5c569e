import type { Db } from './db.ts';

interface Waiting<Question, Answer> {
	question: Question;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/**
 * Asks the database once for everybody who asks while an earlier reading is under way: under a rush a thousand questions
 * become a handful of statements. Nobody is answered from a reading that began before they asked. `ask` answers in the
 * order of the questions.
 */
export function gathered<Question, Answer>(ask: (db: Db, questions: Question[]) => Promise<Answer[]>) {
	const queues = new WeakMap<Db, Waiting<Question, Answer>[]>();

	async function drain(db: Db, queue: Waiting<Question, Answer>[]): Promise<void> {
		while (queue.length > 0) {
			const batch = queue.splice(0, MOST);
			try {
				const answers = await ask(
					db,
					batch.map(({ question }) => question)
				);
				batch.forEach(({ resolve }, at) => resolve(answers[at] as Answer));
			} catch (error) {
				batch.forEach(({ reject }) => reject(error));
			}
		}
		queues.delete(db);
	}

	return (db: Db, question: Question): Promise<Answer> =>
		new Promise((resolve, reject) => {
			const waiting = { question, resolve, reject };
			const queue = queues.get(db);
			if (queue) return void queue.push(waiting);
			const begun = [waiting];
			queues.set(db, begun);
			queueMicrotask(() => void drain(db, begun));
		});
}

const MOST = 500;

interface Reading<Answer> {
	answer: Promise<Answer>;
	/** The reading after this one, for those who asked since it began. */
	next?: Promise<Answer>;
}

/**
 * Reads once for everybody who asks the same while an earlier reading of it is under way. Nobody is answered from a reading
 * that began before they asked. The answer is shared: for what is the same whoever asks, and nobody may change it.
 */
export function together<Words extends unknown[], Answer>(read: (db: Db, ...words: Words) => Promise<Answer>) {
	const readings = new WeakMap<Db, Map<string, Reading<Answer>>>();

	return (db: Db, ...words: Words): Promise<Answer> => {
		if (db.isTransaction) return read(db, ...words);
		const here = readings.get(db) ?? new Map<string, Reading<Answer>>();
		readings.set(db, here);
		const key = JSON.stringify(words);
		const begin = (): Promise<Answer> => {
			const reading: Reading<Answer> = { answer: read(db, ...words) };
			here.set(key, reading);
			const end = () => void (reading.next ?? here.delete(key));
			reading.answer.then(end, end);
			return reading.answer;
		};
		const reading = here.get(key);
		return reading ? (reading.next ??= reading.answer.then(begin, begin)) : begin();
	};
}
