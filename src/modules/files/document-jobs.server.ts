import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { keyOf } from './documents.server.ts';
import { fileStore } from './storage.server.ts';

const DAY_MS = 86_400_000;
const BATCH = 200;

export const documentTasks: TaskTable = {
	tasks: {
		/** Forgets uploads that nothing was attached to within a day. */
		sweepDocuments: async (context) => {
			while ((await sweepBatch(context, {})) === BATCH);
		},
		removeDocumentFiles: async (_context, payload) => {
			for (const key of Removal.parse(payload).keys) await fileStore().remove(key);
		}
	},
	crontab: { sweepDocuments: '37 19 * * *' }
};

const Removal = z.object({ keys: z.array(z.string()) });

/** The row goes first; a job of the same transaction removes its file. */
const sweepBatch = command('files.sweepDocuments', z.object({}), async (work) => {
	const yesterday = new Date(work.clock().getTime() - DAY_MS);
	const swept = await sql<{ centre_id: string; id: string }>`
		with forgotten as materialized (
			select centre_id, id from files.document where kept_at is null and uploaded_at < ${yesterday}
			order by uploaded_at limit ${BATCH} for update skip locked
		)
		delete from files.document using forgotten
		where (document.centre_id, document.id) = (forgotten.centre_id, forgotten.id)
		returning document.centre_id, document.id`.execute(work.db);
	const keys = swept.rows.map(({ centre_id, id }) => keyOf(centre_id, id));
	if (keys.length > 0) await work.enqueue('removeDocumentFiles', { keys });
	return swept.rows.length;
});
