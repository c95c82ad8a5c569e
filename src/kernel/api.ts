import { OpenAPIHono, z } from '@hono/zod-openapi';
import { invalid, type Context } from './command.ts';
import { explainIssue } from './form.ts';

/** What every operation of the API finds in `c.var`. */
export interface ApiEnv {
	Variables: {
		/** Where the request comes from. */
		address: string;
		/** The database, the actor and the clock of this request. */
		context: Context;
		/** From the header Idempotency-Key: hand it to the command, and a repeated request returns the first result. */
		submissionKey?: string;
	};
}

export type ApiRouter = OpenAPIHono<ApiEnv>;

// The API says what is wrong in the words of the pages.
z.config({ customError: (issue) => explainIssue(issue) });

/** A router for the operations of a module. Input that is not well-formed is thrown as Invalid. */
export const newRouter = (): ApiRouter =>
	new OpenAPIHono<ApiEnv>({
		defaultHook: (result) => {
			if (!result.success) throw invalid(result.error);
		}
	});

/** The one shape of every answer that is not a success. */
export const ErrorAnswer = z
	.object({
		error: z.object({
			name: z.string().meta({ description: 'Invalid、Refused、Missing、Conflict、Unavailable 或 Failed' }),
			message: z.string().meta({ description: '出了什么问题、怎么办，一句中文' }),
			issues: z
				.array(z.object({ field: z.string(), message: z.string() }))
				.meta({ description: '哪一项填得不对；不是填写的问题时为空' }),
			id: z.string().optional().meta({ description: '系统出错时的编号，联系我们时请报这个编号' })
		})
	})
	.meta({ id: 'Error', description: '没有办成时的回答' });

const answer = (description: string) => ({ description, content: { 'application/json': { schema: ErrorAnswer } } });

/** The answers any operation may give when it does not succeed: spread them into `responses`. */
export const errorResponses = {
	400: answer('请求读不懂，例如 JSON 写坏了'),
	401: answer('要先登录'),
	403: answer('您的身份不能这样做'),
	404: answer('没有这个内容，或者您不能知道它'),
	409: answer('现在的状态不能这样做，或者刚刚被别人办了'),
	413: answer('内容太大'),
	415: answer('提交的不是 JSON'),
	422: answer('填写的内容不符合要求，见 issues'),
	429: answer('太频繁了，请过 Retry-After 秒再试'),
	503: answer('系统暂时不能回答，请过 Retry-After 秒再试')
};
