import { isId } from '#kernel/ids.ts';
import { memberKinds } from '#modules/directory/index.ts';
import type { MemberFilter } from '#modules/directory/server.ts';
import { nameSearch } from '#modules/people/server.ts';

/** What is asked for in the address of the list, as it stands there. */
export interface Asked {
	q: string;
	kind: string;
	branch: string;
	organisation: string;
	community: string;
	grid: string;
	skill: string;
	/** Without it those on the roster, `left` those who left it, `all` both. */
	state: string;
}

export function askedIn(query: URLSearchParams): Asked {
	const text = (name: string, most = 40) => query.get(name)?.trim().slice(0, most) ?? '';
	const id = (name: string) => (isId(text(name)) ? text(name) : '');
	return {
		...{ q: text('q', 50), kind: Object.hasOwn(memberKinds, text('kind')) ? text('kind') : '' },
		...{ branch: id('branch'), organisation: id('organisation'), community: id('community'), grid: id('grid') },
		...{ skill: text('skill'), state: ['left', 'all'].includes(text('state')) ? text('state') : '' }
	};
}

export const filterOf = (centreId: string, asked: Asked): MemberFilter => ({
	words: nameSearch(centreId, asked.q),
	kind: asked.kind || undefined,
	branchId: asked.branch || undefined,
	organisationId: asked.organisation || undefined,
	communityId: asked.community || undefined,
	gridId: asked.grid || undefined,
	skill: asked.skill || undefined,
	active: asked.state === 'all' ? undefined : asked.state !== 'left'
});

/** The part of an address that asks for the same again. */
export const searchOf = (asked: Asked, after?: string): string =>
	String(new URLSearchParams(Object.entries({ ...asked, after: after ?? '' }).filter(([, value]) => value !== '')));
