import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { Refused } from '#kernel/errors.ts';
import type { Centre } from '#modules/directory/server.ts';
import { mayOrganise } from '#modules/posts/index.ts';
import { postById, quotasOf, shiftById } from '#modules/posts/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { myCentre } from '#src/routes/my/my.server.ts';
import { ownOrganisations } from '#src/routes/posts.server.ts';

/** The centre of a page for representatives of organisations. Answers 401 to a guest, 403 to who is none. */
export async function representing(context: Context, slug: string): Promise<Centre & { organisationIds: string[] }> {
	const centre = await myCentre(context, slug);
	const organisationIds = ownOrganisations(context.actor, centre.id);
	if (organisationIds.length === 0)
		refusedPage(new Refused('这里给单位的代表用。您的账号还没有登记为单位代表，请联系中心。'));
	return { ...centre, organisationIds };
}

/** The centre of a page of one post, for who organises it; 404 to others. */
export async function organising(context: Context, slug: string, postId: string): Promise<Centre> {
	const centre = await myCentre(context, slug);
	const { organisationId } = await postById(context.db, centre.id, postId).catch(refusedPage);
	if (!mayOrganise(context.actor, { centreId: centre.id, organisationId })) error(404, '没有这个岗位。');
	return centre;
}

/** The same of one shift; `roster`: the visitor's organisation that has places kept in it. 404 to who has nothing to do with it. */
export async function inShift(
	context: Context,
	slug: string,
	shiftId: string
): Promise<Centre & { organises: boolean; roster: { organisationId: string; name: string; left: number } | null }> {
	const centre = await myCentre(context, slug);
	const shift = (await shiftById(context.db, centre.id, shiftId)) ?? error(404, '没有这一班。');
	const organises = mayOrganise(context.actor, { centreId: centre.id, organisationId: shift.organisationId });
	const own = ownOrganisations(context.actor, centre.id);
	const quota = (await quotasOf(context.db, centre.id, shiftId)).find(({ organisationId }) =>
		own.includes(organisationId)
	);
	if (!organises && !quota) error(404, '没有这一班。');
	const roster = quota && { organisationId: quota.organisationId, name: quota.name, left: quota.places - quota.held };
	return { ...centre, organises, roster: roster ?? null };
}
