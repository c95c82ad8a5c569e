import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Context, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { isReported } from '#modules/checkins/server.ts';
import { mustBePlace, serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import { ChangePost, NewPost } from '../forms.ts';
import type { PostState } from '../lifecycle.ts';
import { rolesOnPost, type Organised } from '../policy.ts';
import { actOnPost } from './acting.server.ts';
import { keepNext, lockPost } from './lock.server.ts';

/** Writes a post; nobody sees it before it is opened. Errors: Invalid, Missing place, Refused, Conflict for an organisation that has not reported in. */
export const createPost = command(
	'posts.createPost',
	NewPost.safeExtend({ centreId: z.uuid() }),
	async (work, { centreId, organisationId, ...post }) => {
		const as = organiserRole(work, { centreId, organisationId });
		if (organisationId !== null && !(await isReported(work.db, centreId, { kind: 'organisation', id: organisationId })))
			throw new Conflict('这个单位还没有报到，不能发布岗位。请先办理单位报到，街道或社区接收以后再来。');
		await mustBeKnown(work, centreId, post);
		const [id, reference] = [newId(), newReference()];
		await work.db
			.insertInto('posts.post')
			.values({
				centre_id: centreId,
				id,
				reference,
				organisation_id: organisationId,
				state: 'draft',
				created_by: accountOf(work.actor),
				created_at: work.clock(),
				...columnsOf(post)
			})
			.execute();
		await work.record({
			...factOf(centreId, id, as),
			action: 'post.created',
			data: { field: post.field, organisationId }
		});
		return { id, reference };
	}
);

/** All fields as they shall be. Errors: as above. */
export const changePost = command(
	'posts.changePost',
	ChangePost.safeExtend({ centreId: z.uuid(), postId: z.uuid() }),
	async (work, { centreId, postId, ...post }) => {
		const locked = await lockPost(work.db, centreId, postId);
		const as = actOnPost(work, locked, 'change');
		await mustBeKnown(work, centreId, post);
		await work.db
			.updateTable('posts.post')
			.set(columnsOf(post))
			.where('centre_id', '=', centreId)
			.where('id', '=', postId)
			.execute();
		await work.record({ ...factOf(centreId, postId, as), action: 'post.changed', data: { field: post.field } });
		return { state: locked.state };
	}
);

const moved = (name: string, action: 'open' | 'close', to: PostState, fact: string) => {
	const run = command(name, z.object({ centreId: z.uuid(), postId: z.uuid() }), async (work, { centreId, postId }) => {
		const post = await lockPost(work.db, centreId, postId);
		const as = actOnPost(work, post, action);
		await work.db
			.updateTable('posts.post')
			.set({ state: to })
			.where('centre_id', '=', centreId)
			.where('id', '=', postId)
			.execute();
		await keepNext(work, centreId, postId);
		await work.record({ ...factOf(centreId, postId, as), action: fact, data: { from: post.state, to } });
		return { state: to };
	});
	return (context: Context, input: { centreId: string; postId: string }, submissionKey?: string) =>
		run(context, input, submissionKey);
};

/** Everybody sees it from now on, and members sign up for its shifts. */
export const openPost = moved('posts.openPost', 'open', 'open', 'post.opened');
/** Nobody else signs up; its shifts are held. */
export const closePost = moved('posts.closePost', 'close', 'closed', 'post.closed');

/** Errors: Refused. */
function organiserRole({ actor }: Work, post: Organised) {
	if (actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
	const [as] = rolesOnPost(actor, post);
	if (!as) throw new Refused('只能为自己代表的单位发布岗位。中心的岗位由工作人员发布。');
	return as;
}

type PostFields = z.output<typeof ChangePost>;

/** Errors: Missing community; Invalid for a field or a skill that the centre does not have. */
async function mustBeKnown(work: Work, centreId: string, { communityId, field, skills }: PostFields): Promise<void> {
	await mustBePlace(work.db, centreId, { communityId });
	if (!(await serviceFieldsOf(work.db, centreId)).some(({ code }) => code === field))
		throw new Invalid('请选择服务领域', [{ field: 'field', message: '请从列出的服务领域里选一个' }]);
	const known = skills.length > 0 ? (await skillsOf(work.db, centreId)).map(({ code }) => code) : [];
	if (!skills.every((skill) => known.includes(skill)))
		throw new Invalid('请选择特长', [{ field: 'skills', message: '请从列出的特长里选' }]);
}

const columnsOf = ({ communityId, skillsRequired, skills, ...same }: PostFields) => ({
	...same,
	community_id: communityId,
	skills: [...new Set(skills)],
	skills_required: skillsRequired
});

export const factOf = (centreId: string, id: string, as: string) => ({
	centreId,
	subject: { kind: 'post', id },
	as,
	channel: as === 'system' ? 'system' : 'online'
});
