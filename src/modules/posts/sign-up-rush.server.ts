import { rushOperation } from '#kernel/rush.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { signUp } from './commands/sign-up-quickly.server.ts';
import { shiftSteps } from './transitions.ts';

const { path, schema } = shiftSteps.signUp;

/** Hundreds sign up in the same second when a shift that many want is opened. */
export const signUpRush = rushOperation(
	`/centres/{centre}/shifts/{shift}/${path}`,
	schema,
	async (context, { centre = '', shift = '' }, input, submissionKey) => {
		const { id: centreId } = await centreBySlug(context.db, centre);
		return signUp(context, { ...input, centreId, shiftId: shift }, submissionKey);
	}
);
