import type { Context } from '#kernel/command.ts';
import { Invalid, type Issue } from '#kernel/errors.ts';
import { SUBMISSION_KEY } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { readPictures, storePicture } from '#modules/files/server.ts';

const MOST_PICTURES = 9;

/**
 * Stores the pictures that were chosen in a form (`pictures`) and adds their ids to the form's `pictureIds`, so that they need
 * not be chosen again whatever comes of the rest. Returns what was wrong with them.
 */
export async function keepUploads(context: Context, centreId: string, fields: FormData): Promise<Issue[]> {
	const chosen = fields.getAll('pictures').filter((value) => typeof value !== 'string');
	const key = fields.get(SUBMISSION_KEY);
	const room = Math.max(0, MOST_PICTURES - fields.getAll('pictureIds').length);
	try {
		for (const bytes of await readPictures(chosen, room)) {
			const submissionKey = typeof key === 'string' && isId(key) ? key : undefined;
			const { id } = await storePicture(context, { centreId, bytes, submissionKey });
			if (!fields.getAll('pictureIds').includes(id)) fields.append('pictureIds', id);
		}
		return [];
	} catch (thrown) {
		if (!(thrown instanceof Invalid)) throw thrown;
		return [{ field: 'pictures', message: thrown.message }];
	}
}

/** What was typed, to be shown again: texts by their names, and the pictures that are there already. */
export function typedIn(fields: FormData): Record<string, string | string[]> {
	const texts = [...fields].filter(([name, value]) => typeof value === 'string' && name !== 'pictureIds');
	return {
		...(Object.fromEntries(texts) as Record<string, string>),
		pictureIds: fields.getAll('pictureIds').filter((value) => typeof value === 'string')
	};
}
