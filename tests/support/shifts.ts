import type { z } from 'zod';
import type { Actor } from '#kernel/actor.ts';
import { workIn, type Context } from '#kernel/command.ts';
import { reportInMembers } from '#modules/checkins/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { registerMember } from '#modules/people/server.ts';
import type { NewPost, NewShift } from '#modules/posts/index.ts';
import { createPost, createShift, openPost } from '#modules/posts/server.ts';
import type { Cast } from './cast.ts';

const HOUR = 3_600_000;
let phones = 0;

/** Members are reported in to the community of the cast, and accepted. */
export async function reportedIn(context: Context, cast: Cast, memberIds: readonly string[]): Promise<void> {
	const reportedOn = shanghaiDate(context.clock());
	const rows = memberIds.map((memberId) => ({ memberId, communityId: cast.here.communityId, reportedOn }));
	await context.db
		.transaction()
		.execute((db) => reportInMembers(workIn(context, db), cast.here.id, rows, 'window', 'active'));
}

/** So many members who have reported in, of an organisation if one is given. */
export async function membersReportedIn(
	context: Context,
	cast: Cast,
	count: number,
	organisationId: string | null = null
): Promise<string[]> {
	const ids: string[] = [];
	for (let at = 0; at < count; at += 1)
		ids.push(
			await registerMember(context, {
				...{ centreId: cast.here.id, name: `梁志${at}`, form: '先生', kind: 'inService' },
				phone: `137${String((phones += 1)).padStart(8, '0')}`,
				organisationId
			})
		);
	await reportedIn(context, cast, ids);
	return ids;
}

/** The account of a member. */
export const asMember = (context: Context, cast: Cast, memberId: string): Context => {
	const grants = [{ role: 'member', centreId: cast.here.id, scopeId: memberId }];
	const actor: Actor = { kind: 'account', accountId: memberId, name: '梁先生', grants };
	return { ...context, actor };
};

/** A post of the centre that everybody sees. */
export async function openPostIn(
	context: Context,
	cast: Cast,
	changed: Partial<z.input<typeof NewPost>> = {}
): Promise<string> {
	const { id: postId } = await createPost(context, {
		centreId: cast.here.id,
		title: '周末清扫小公园',
		field: 'environment',
		communityId: cast.here.communityId,
		place: '社区小公园北门',
		description: '捡拾绿化带里的垃圾，工具由社区准备。',
		...changed
	});
	await openPost(context, { centreId: cast.here.id, postId });
	return postId;
}

/** A shift of a post of its own, or of the one that is given: so many hours from now, two hours long. */
export async function shiftIn(
	context: Context,
	cast: Cast,
	{
		inHours = 72,
		hours = 2,
		postId,
		...shift
	}: Partial<z.input<typeof NewShift>> & { inHours?: number; hours?: number; postId?: string } = {}
): Promise<string> {
	const startsAt = context.clock().getTime() + inHours * HOUR;
	const { id } = await createShift(context, {
		centreId: cast.here.id,
		postId: postId ?? (await openPostIn(context, cast)),
		startsAt: new Date(startsAt).toISOString(),
		endsAt: new Date(startsAt + hours * HOUR).toISOString(),
		places: 2,
		...shift
	});
	return id;
}
