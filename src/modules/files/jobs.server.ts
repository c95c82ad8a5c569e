import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { keyOf } from './keys.ts';
import { fileStore } from './storage.server.ts';

const DAY_MS = 86_400_000;
const BATCH = 200;

export const fileTasks: TaskTable = {
	tasks: {
		/** Forgets uploads that nothing was attached to within a day. */
		sweepPictures: async (context) => {
			while ((await sweepBatch(context, {})) === BATCH);
		},
		removePictureFiles: async (_context, payload) => {
			for (const key of Removal.parse(payload).keys) await fileStore().remove(key);
		}
	},
	crontab: { sweepPictures: '31 19 * * *' }
};

const Removal = z.object({ keys: z.array(z.string()) });

/** The row goes first; a job of the same transaction removes its files, so that no crash leaves a row without them. */
const sweepBatch = command('files.sweepPictures', z.object({}), async (work) => {
	const yesterday = new Date(work.clock().getTime() - DAY_MS);
	const swept = await sql<{ centre_id: string; id: string; variants: { name: string; format: string }[] }>`
		with forgotten as materialized (
			select centre_id, id from files.picture where kept_at is null and uploaded_at < ${yesterday}
			order by uploaded_at limit ${BATCH} for update skip locked
		)
		delete from files.picture using forgotten
		where (picture.centre_id, picture.id) = (forgotten.centre_id, forgotten.id)
		returning picture.centre_id, picture.id, picture.variants`.execute(work.db);
	const keys = swept.rows.flatMap(({ centre_id, id, variants }) => variants.map((one) => keyOf(centre_id, id, one)));
	if (keys.length > 0) await work.enqueue('removePictureFiles', { keys });
	return swept.rows.length;
});
