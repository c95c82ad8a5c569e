import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { accountOf, type Actor } from '#kernel/actor.ts';
import { Refused } from '#kernel/errors.ts';

/** Changes one account, or one address of guests, may ask of one process in a minute: far above what people do. */
const CHANGES = 600;

const changes = new RateLimiterMemory({ keyPrefix: 'change', points: CHANGES, duration: 60 });

export const isChange = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method);

/** Counts one change. An office shares an address, so who is signed in is counted alone. Errors: Refused, too often. */
export async function countChange(actor: Actor, address: string): Promise<void> {
	await changes.consume(accountOf(actor) ?? address).catch((refused: unknown) => {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
		throw new Refused(`操作太频繁了，请${seconds}秒后再试。`, 'tooOften', seconds);
	});
}
