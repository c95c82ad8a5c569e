import type { Work } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Conflict } from '#kernel/errors.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { standingOf } from '#modules/directory/server.ts';
import { consentOf } from '#modules/people/server.ts';
import { moneyLimit } from '../settings.ts';
import { PUBLICATION } from '../wish.ts';
import { showChosen } from './pictures.server.ts';
import { transition } from './transition.server.ts';
import type { LockedWish } from './lock.server.ts';

/** A leader agrees to money above the centre's soft limit: only now the wish is on the wall. */
export const approveWish = transition('approve', async (work, wish, { note }) => {
	const today = shanghaiDate(work.clock());
	await requireConsent(work, wish);
	await showChosen(work, wish);
	return { set: { approved_on: today, published_on: today, on_wall: true }, data: { places: wish.places }, note };
});

/** What the person took back since it was sent for approval cannot be approved. Errors: Conflict. */
async function requireConsent({ db }: Work, { centreId, personId, id }: LockedWish): Promise<void> {
	if (!(await consentOf(db, { centreId, personId, purpose: PUBLICATION, subjectId: id })))
		throw new Conflict('本人没有同意公开，或者已经撤回，不能发布。请退回给工作人员。');
}

/** Back to the clerk, with what has to change: less money, or a project. */
export const declineWish = transition('decline', async (_work, _wish, { reason }) => ({ note: reason }));

/** The soft limit of the centre for one wish, in fen; none for projects, which have a budget of their own. */
export async function limitFor(
	{ db, clock }: Pick<Work, 'clock'> & { db: Db },
	{ centreId, kind }: Pick<LockedWish, 'centreId' | 'kind'>
): Promise<number | null> {
	if (kind === 'project') return null;
	return (await standingOf(db, centreId, moneyLimit, shanghaiDate(clock()))).value;
}
