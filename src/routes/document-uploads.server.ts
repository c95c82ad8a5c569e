import type { Context } from '#kernel/command.ts';
import { Invalid, type Issue } from '#kernel/errors.ts';
import { SUBMISSION_KEY } from '#kernel/form.ts';
import { isId } from '#kernel/ids.ts';
import { readDocuments, storeDocument } from '#modules/files/server.ts';

const MOST_DOCUMENTS = 9;

/** The inputs of a form that take documents, and the fields that keep the ids of what was uploaded. */
const INPUTS = { receipts: 'receiptIds', documents: 'documentIds' } as const;

/** What was chosen, of the documents that this form asks for. */
export const documentsIn = (fields: FormData, shape: object): File[] =>
	Object.entries(INPUTS).flatMap(([name, ids]) => (ids in shape ? chosenIn(fields, name) : []));

/**
 * Stores the documents that were chosen in a form and adds their ids to the form, so that they need not be chosen again
 * whatever comes of the rest. Returns what was wrong with them.
 */
export async function keepDocuments(
	context: Context,
	centreId: string,
	fields: FormData,
	shape: object
): Promise<Issue[]> {
	const key = fields.get(SUBMISSION_KEY);
	const submissionKey = typeof key === 'string' && isId(key) ? key : undefined;
	const issues: Issue[] = [];
	for (const [name, ids] of Object.entries(INPUTS).filter(([, ids]) => ids in shape))
		try {
			const room = Math.max(0, MOST_DOCUMENTS - fields.getAll(ids).length);
			for (const document of await readDocuments(chosenIn(fields, name), room)) {
				const id = await storeDocument(context, { centreId, ...document, submissionKey });
				if (!fields.getAll(ids).includes(id)) fields.append(ids, id);
			}
		} catch (thrown) {
			if (!(thrown instanceof Invalid)) throw thrown;
			issues.push({ field: name, message: thrown.message });
		}
	return issues;
}

const chosenIn = (fields: FormData, name: string): File[] =>
	fields.getAll(name).filter((value) => typeof value !== 'string' && (value.name !== '' || value.size > 0)) as File[];
