import http from 'node:http';
import { newId } from '#kernel/ids.ts';
import { SLUG } from './installation.ts';
import type { Member } from './rows.ts';

export interface Attempt {
	wishId: string;
	member: Member;
	/** The same for a retry of the same attempt. */
	key: string;
}

export const attemptOf = (wishId: string, member: Member): Attempt => ({ wishId, member, key: newId() });

/** What is sent for it. */
export function requestOf({ wishId, member, key }: Attempt) {
	return {
		method: 'POST' as const,
		path: `/api/v1/centres/${SLUG}/wishes/${wishId}/claims`,
		headers: {
			authorization: `Bearer ${member.token}`,
			'content-type': 'application/json',
			'idempotency-key': key
		},
		body: JSON.stringify({ claimer: { kind: 'member', id: member.memberId } })
	};
}

/** The status of the answer; 0 when there was none. */
export function claim(agent: http.Agent, url: string, attempt: Attempt): Promise<number> {
	const { path, method, headers, body } = requestOf(attempt);
	return new Promise((resolve) => {
		const request = http.request(
			`${url}${path}`,
			{ agent, method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
			(response) => {
				response.resume().on('end', () => resolve(response.statusCode ?? 0));
				response.on('error', () => resolve(0));
			}
		);
		request.on('error', () => resolve(0)).end(body);
	});
}

/** As a patient client claims: an answer that says “busy, come again” is no answer yet. */
export async function claimPatiently(agent: http.Agent, url: string, attempt: Attempt): Promise<number> {
	for (let tries = 0; ; tries++) {
		const status = await claim(agent, url, attempt);
		if (status !== 503 || tries === 10) return status;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

export const agentOf = (connections: number) => new http.Agent({ keepAlive: true, maxSockets: connections });

/** Works through a list, so many at a time. */
export async function inParallel<T>(
	items: readonly T[],
	width: number,
	work: (item: T) => Promise<void>
): Promise<void> {
	const rest = items.values();
	await Promise.all(
		Array.from({ length: width }, async () => {
			for (const item of rest) await work(item);
		})
	);
}
