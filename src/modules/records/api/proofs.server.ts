import { createRoute, z } from '@hono/zod-openapi';
import { newRouter } from '#kernel/api.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { replaceProof, withdrawProof } from '../commands/end-proof.server.ts';
import { issueProof } from '../commands/issue-proof.server.ts';
import { CheckProof, IssueProof, ReplaceProof, WithdrawProof } from '../forms.ts';
import { maySeeRecord } from '../policy.ts';
import { checkProof } from '../queries/check.server.ts';
import { proofPaper, proofsOf } from '../queries/proofs.server.ts';
import { answers, body, Centre, centreIdOf, Fields, idOf } from './shared.server.ts';

const tags = ['服务证明'];
const Member = Centre.extend({ member: idOf('党员') });
const Proof = Centre.extend({ proof: idOf('证明') });
const Line = z.object({
	id: z.uuid(),
	code: z.string().meta({ description: '查证码，12位' }),
	from: z.iso.date(),
	to: z.iso.date(),
	times: z.int(),
	minutes: z.int(),
	issuedOn: z.iso.date(),
	standing: z.enum(['valid', 'outdated', 'withdrawn', 'replaced'])
});
const Paper = Line.extend({ name: z.string(), fields: Fields, replacedBy: z.uuid().nullable() }).meta({
	id: 'ServiceProof'
});
const Made = z.object({ id: z.uuid() });

const list = createRoute({
	method: 'get',
	path: '/centres/{centre}/records/members/{member}/proofs',
	tags,
	summary: '一位党员的服务证明',
	request: { params: Member },
	responses: answers('证明，新的在前', z.object({ proofs: z.array(Line) }))
});
const issue = createRoute({
	method: 'post',
	path: '/centres/{centre}/records/members/{member}/proofs',
	tags,
	summary: '开一份服务证明',
	description: '本人或工作人员。免费，当场就开；内容只来自组织的人认定的时长。',
	request: { params: Member, body: body(IssueProof) },
	responses: answers('开好了', Made)
});
const one = createRoute({
	method: 'get',
	path: '/centres/{centre}/proofs/{proof}',
	tags,
	summary: '一份服务证明',
	request: { params: Proof },
	responses: answers('证明', Paper)
});
const withdraw = createRoute({
	method: 'post',
	path: '/centres/{centre}/proofs/{proof}/withdrawal',
	tags,
	summary: '作废一份服务证明',
	request: { params: Proof, body: body(WithdrawProof) },
	responses: answers('作废了', z.object({ standing: z.literal('withdrawn') }))
});
const replace = createRoute({
	method: 'post',
	path: '/centres/{centre}/proofs/{proof}/replacement',
	tags,
	summary: '换一份新的服务证明',
	request: { params: Proof, body: body(ReplaceProof) },
	responses: answers('新的那一份', Made)
});
const Checked = z
	.object({
		standing: z
			.enum(['valid', 'outdated', 'withdrawn', 'replaced', 'altered', 'unknown'])
			.meta({ description: '没有这个码和不是查证码，回答都是 unknown' }),
		issuedOn: z.iso.date().optional(),
		from: z.iso.date().optional(),
		to: z.iso.date().optional(),
		times: z.int().optional(),
		minutes: z.int().optional(),
		nameMatches: z.boolean().nullable().optional()
	})
	.meta({ id: 'ProofCheck', description: '不含姓名，也不含任何能认出是谁的内容' });
const check = createRoute({
	method: 'post',
	path: '/centres/{centre}/proof-checks',
	tags,
	summary: '查证一份服务证明',
	description: '谁都可以查，不用登录；查得太多会请您等一等。',
	request: { params: Centre, body: body(CheckProof) },
	responses: answers('查到的', Checked)
});

export const proofApi = newRouter();

proofApi.openapi(list, async (c) => {
	const { centre, member } = c.req.valid('param');
	const { db, actor } = c.var.context;
	const centreId = await centreIdOf(c.var.context, centre);
	if (!isId(member) || !maySeeRecord(actor, centreId, { kind: 'member', id: member }))
		throw new Missing('没有这位党员。');
	return c.json({ proofs: await proofsOf(db, centreId, member) }, 200);
});
proofApi.openapi(issue, async (c) => {
	const { centre, member } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	const input = { ...c.req.valid('json'), centreId, memberId: member };
	return c.json({ id: await issueProof(c.var.context, input, c.var.submissionKey) }, 200);
});
proofApi.openapi(one, async (c) => {
	const { centre, proof } = c.req.valid('param');
	return c.json(await proofPaper(c.var.context, await centreIdOf(c.var.context, centre), proof), 200);
});
proofApi.openapi(withdraw, async (c) => {
	const { centre, proof } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	await withdrawProof(c.var.context, { ...c.req.valid('json'), centreId, proofId: proof }, c.var.submissionKey);
	return c.json({ standing: 'withdrawn' as const }, 200);
});
proofApi.openapi(replace, async (c) => {
	const { centre, proof } = c.req.valid('param');
	const centreId = await centreIdOf(c.var.context, centre);
	return c.json({ id: await replaceProof(c.var.context, { centreId, proofId: proof }, c.var.submissionKey) }, 200);
});
proofApi.openapi(check, async (c) => {
	const centreId = await centreIdOf(c.var.context, c.req.valid('param').centre);
	const checked = await checkProof(c.var.context, { ...c.req.valid('json'), centreId, address: c.var.address });
	return c.json(checked, 200);
});
