import { command, type Work } from '#kernel/command.ts';
import { Conflict, Refused } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { mayGrant } from '#modules/identity/index.ts';
import { CreateCentre } from '../forms.ts';

/**
 * Makes a centre with its communities, and its district if that is new. Returns the ids. Tells `centre.created`.
 * Errors: Refused unless the system or an administrator of the district; Conflict when the slug is taken.
 */
export const createCentre = command('directory.createCentre', CreateCentre, async (work, input) => {
	if (!mayGrant(work.actor, { role: 'administrator', centreId: null }))
		throw new Refused('只有区级管理员可以新建中心。');
	const id = newId();
	const districtId = await districtNamed(work, input.districtName);
	const inserted = await work.db
		.insertInto('directory.centre')
		.values({
			id,
			district_id: districtId,
			slug: input.slug,
			name: input.name,
			address: input.address,
			phone: input.phone,
			opening_hours: input.openingHours,
			area_m2: input.areaM2 ?? null,
			opened_on: input.openedOn ?? null
		})
		.onConflict((conflict) => conflict.column('slug').doNothing())
		.executeTakeFirst();
	if (inserted.numInsertedOrUpdatedRows === 0n)
		throw new Conflict(`网址里的名称“${input.slug}”已经有中心在用，请换一个。`);
	const communities = [...new Set(input.communities)].map((name) => ({ centre_id: id, id: newId(), name }));
	await work.db.insertInto('directory.community').values(communities).execute();
	await work.record({
		centreId: id,
		subject: { kind: 'centre', id },
		action: 'centre.created',
		as: work.actor.kind === 'system' ? 'system' : 'administrator',
		channel: work.actor.kind === 'system' ? 'system' : 'online'
	});
	return { id, districtId, communityIds: communities.map((community) => community.id) };
});

async function districtNamed({ db }: Work, name: string): Promise<string> {
	await db
		.insertInto('directory.district')
		.values({ id: newId(), name })
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
	return (await db.selectFrom('directory.district').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
}
