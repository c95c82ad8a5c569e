import { Invalid } from '#kernel/errors.ts';
import type { WishRole } from '../lifecycle.ts';
import type { acceptanceWays } from '../wish.ts';

export type Way = keyof typeof acceptanceWays;

/** Staff cannot confirm in the person's stead by their own sign-in, nor the person by a call they say they had. Errors: Invalid. */
export function roleFor(way: Way, roles: readonly WishRole[]): WishRole {
	const as = way === 'phone' || way === 'inPerson' ? 'clerk' : 'beneficiary';
	if (roles.includes(as)) return as;
	const message = as === 'clerk' ? '请用自己的账号或短信链接确认' : '请选择“电话回访”或“当面确认”';
	throw new Invalid(message, [{ field: 'way', message }]);
}

export const channelOf = (way: Way): string =>
	({ link: 'online', account: 'online', phone: 'phone', inPerson: 'window' })[way];

/** How the consent that comes with it was given. */
export const consentWayOf = (way: Way): 'phone' | 'inPerson' | 'online' =>
	way === 'phone' ? 'phone' : way === 'inPerson' ? 'inPerson' : 'online';
