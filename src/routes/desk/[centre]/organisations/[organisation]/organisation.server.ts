import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { isId } from '#kernel/ids.ts';
import { organisationById, type OrganisationDetail } from '#modules/directory/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

/** An organisation of the centre. Answers 404 when there is none. */
export async function organisationAt({ db }: Context, centreId: string, id: string): Promise<OrganisationDetail> {
	if (!isId(id)) error(404, '没有这个单位。');
	return organisationById(db, centreId, id).catch(refusedPage);
}
