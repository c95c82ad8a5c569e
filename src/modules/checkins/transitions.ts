import type { z } from 'zod';
import { AcceptMember, AcceptOrganisation, Confirm, Decline, Transfer, Withdraw } from './forms.ts';
import type { MemberAction, OrganisationAction } from './lifecycle.ts';

/** A transition is a noun with an address of its own, the same for pages and the API. */
interface Transition {
	path: string;
	/** The heading of its page. */
	title: string;
	schema: z.ZodObject;
}

export const organisationTransitions = {
	accept: { path: 'acceptance', title: '接收这个单位的报到吗？', schema: AcceptOrganisation },
	decline: { path: 'refusal', title: '为什么不予接收？', schema: Decline },
	confirm: { path: 'confirmation', title: '还在为社区服务吗？', schema: Confirm },
	withdraw: { path: 'withdrawal', title: '为什么退出报到？', schema: Withdraw }
} as const satisfies Record<OrganisationAction, Transition>;

export const memberTransitions = {
	accept: { path: 'acceptance', title: '接收这位党员的报到吗？', schema: AcceptMember },
	decline: { path: 'refusal', title: '为什么不予接收？', schema: Decline },
	confirm: { path: 'confirmation', title: '还住在这个社区吗？', schema: Confirm },
	transfer: { path: 'transfer', title: '转到哪个社区？', schema: Transfer },
	withdraw: { path: 'withdrawal', title: '为什么退出报到？', schema: Withdraw }
} as const satisfies Record<MemberAction, Transition>;

/** The action behind the last part of an address. */
export const organisationActionAt = (path: string): OrganisationAction | undefined =>
	keysOf(organisationTransitions).find((action) => organisationTransitions[action].path === path);
export const memberActionAt = (path: string): MemberAction | undefined =>
	keysOf(memberTransitions).find((action) => memberTransitions[action].path === path);

const keysOf = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as Key[];
