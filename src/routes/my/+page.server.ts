import { accountOf } from '#kernel/actor.ts';
import type { Context } from '#kernel/command.ts';
import { mayRepresent } from '#modules/cobuilding/index.ts';
import { memberOf, representedBy } from '#modules/attendance/index.ts';
import { memberIdsOf } from '#modules/calls/index.ts';
import { mayEnterDesk } from '#modules/directory/index.ts';
import { centres, type Centre } from '#modules/directory/server.ts';
import { ownContact, personsOf } from '#modules/people/server.ts';
import { claimersOf } from '#modules/wishes/index.ts';
import { contactLights, ownClaims, ownWishes, ownWords } from '#modules/wishes/server.ts';
import { requireSignedIn } from './my.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context } }) => {
	requireSignedIn(context);
	const all = await centres(context.db);
	const placeOf = ({ slug, name }: Centre) => ({ slug, name });
	const wishes = await ownWishes(context);
	const told = await ownWords(
		context,
		wishes.filter(({ title }) => title === null).map(({ id }) => id)
	);
	const serving = all.filter(({ id }) => claimersOf(context.actor, id).length > 0);
	return {
		name: await ownName(context),
		desks: all.filter(({ id }) => mayEnterDesk(context.actor, id)).map(placeOf),
		called: all.filter(({ id }) => memberIdsOf(context.actor, id).length > 0).map(placeOf),
		attending: all.filter(({ id }) => memberOf(context.actor, id) !== undefined).map(placeOf),
		organising: all.filter(({ id }) => representedBy(context.actor, id).length > 0).map(placeOf),
		representing: all.filter(({ id }) => mayRepresent(context.actor, id)).map(placeOf),
		wishes: wishes.map((line) => ({
			...line,
			title: line.title ?? told.get(line.id) ?? null,
			slug: all.find(({ id }) => id === line.centreId)?.slug ?? ''
		})),
		claims: await Promise.all(
			serving.map(async (centre) => ({ ...placeOf(centre), lines: await claimsIn(context, centre) }))
		)
	};
};

async function claimsIn(context: Context, { id, slug }: Centre) {
	const lines = await ownClaims(context, id);
	const lights = await contactLights(
		context,
		id,
		lines.map((line) => line.id)
	);
	return lines.map((line) => ({ ...line, slug, contact: lights.get(line.id) ?? null }));
}

/** The name somebody gave with a wish; an account made by a code has none of its own. */
async function ownName({ db, actor }: Context): Promise<string | null> {
	const [person] = await personsOf(db, accountOf(actor) ?? '');
	return person ? (await ownContact(db, person.centreId, person.personId)).name : null;
}
