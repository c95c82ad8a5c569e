import { redirect, type Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { Conflict, Missing } from '#kernel/errors.ts';
import { open, seal } from '#kernel/secrets.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';

const NAME = 'confirming';
const PATH = '/confirm';
const HOURS = 2;

/** How far somebody has come who opened the link of a message. */
const Confirming = z.discriminatedUnion('step', [
	z.object({ step: z.literal('opened'), token: z.string() }),
	z.object({
		step: z.literal('unlocked'),
		token: z.string(),
		code: z.string(),
		centreId: z.uuid(),
		wishId: z.uuid(),
		reference: z.string()
	}),
	z.object({
		step: z.literal('done'),
		outcome: z.enum(['accepted', 'reopened']),
		centreId: z.uuid(),
		wishId: z.uuid(),
		reference: z.string(),
		/** For a word of thanks; gone once it is said. */
		opening: z.object({ token: z.string(), code: z.string() }).optional()
	})
]);
export type Confirming = z.output<typeof Confirming>;

/** Token and code stay sealed in the browser, and stand in no address after the first. */
export const keepConfirming = (cookies: Cookies, confirming: Confirming, secure: boolean): void =>
	cookies.set(NAME, seal(JSON.stringify(confirming)).toString('base64url'), {
		path: PATH,
		maxAge: HOURS * 3600,
		httpOnly: true,
		sameSite: 'lax',
		secure
	});

export function confirmingOf(cookies: Cookies): Confirming | undefined {
	const kept = cookies.get(NAME);
	if (!kept) return undefined;
	try {
		return Confirming.safeParse(JSON.parse(open(Buffer.from(kept, 'base64url')))).data;
	} catch {
		// sealed with a key that is gone, or not by us: as if it were not there
		return undefined;
	}
}

/** For a page behind the code; else on to the page that is due, or the sentence that says to open the link again. */
export function unlocked(cookies: Cookies): Extract<Confirming, { step: 'unlocked' }> {
	const confirming = confirmingOf(cookies);
	if (confirming?.step === 'unlocked') return confirming;
	if (!confirming) refusedPage(new Missing('请再点一次短信里的链接。'));
	redirect(303, confirming.step === 'done' ? '/confirm/thanks' : '/confirm');
}

/** Runs what was sent, if it is about the wish that was shown: two links may have been opened in one browser. Errors: Conflict. */
export async function aboutShown<T>(
	confirming: { wishId: string },
	fields: FormData,
	run: () => Promise<T>
): Promise<T> {
	if (fields.get('wishId') !== confirming.wishId)
		throw new Conflict('您后来又打开了另一个链接。请再点一次短信里的链接，从头填写。');
	return run();
}
