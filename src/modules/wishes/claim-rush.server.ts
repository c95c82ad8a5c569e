import { rushOperation } from '#kernel/rush.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { transitions } from './transitions.ts';
import { act } from './transitions.server.ts';

const { path, schema } = transitions.claim;

/** Hundreds claim in the same second when the wall is new. */
export const claimRush = rushOperation(
	`/centres/{centre}/wishes/{wish}/${path}`,
	schema,
	async (context, { centre = '', wish = '' }, input, submissionKey) => {
		const { id: centreId } = await centreBySlug(context.db, centre);
		return act('claim', context, { ...input, centreId, wishId: wish }, submissionKey);
	}
);
