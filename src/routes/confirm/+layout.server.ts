import { centreById, centres } from '#modules/directory/server.ts';
import { centreOfConfirmation } from '#modules/wishes/server.ts';
import { confirmingOf } from './confirming.server.ts';
import type { LayoutServerLoad } from './$types';

/** The centre stands on every one of these pages, also where the link no longer opens anything: it can be called. */
export const load: LayoutServerLoad = async ({ params, cookies, locals: { context, presence } }) => {
	const confirming = confirmingOf(cookies);
	const token = params.token ?? (confirming && 'token' in confirming ? confirming.token : undefined);
	const known =
		confirming && 'centreId' in confirming && params.token === undefined
			? confirming.centreId
			: token && (await centreOfConfirmation(context.db, token));
	const centre = known ? await centreById(context.db, known) : await onlyCentre(context.db);
	return {
		centre: centre && { slug: centre.slug, name: centre.name, phone: centre.phone, openingHours: centre.openingHours },
		elder: cookies.get('elder') === 'on',
		/** Without the token: it goes into no other address. */
		path: '/confirm',
		user: presence.accountName === undefined ? null : { name: presence.accountName }
	};
};

async function onlyCentre(db: Parameters<typeof centres>[0]) {
	const [first, ...more] = await centres(db);
	return more.length === 0 ? first : undefined;
}
