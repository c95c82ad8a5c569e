import { centreBySlug } from '#modules/directory/server.ts';
import { thankedMembers, thankedOrganisations } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../share.server.ts';
import type { PageServerLoad } from './$types';

/** Nothing here needs script. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { db } = locals.context;
	const { id } = await centreBySlug(db, params.centre).catch(refusedPage);
	const after = url.searchParams.get('after') ?? undefined;
	const { aliases, next } = await thankedMembers(db, id, after);
	const organisations = await thankedOrganisations(db, id);
	shareWithGuests(event);
	return { aliases, organisations, older: next && `?after=${next}` };
};
