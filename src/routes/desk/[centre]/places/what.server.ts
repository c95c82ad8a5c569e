import { error } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { communitiesOf, gridsOf } from '#modules/directory/server.ts';

interface Parent {
	field: string;
	label: string;
	options: { value: string; label: string }[];
}

/** What can be added to the map of a centre, by the last part of the address. */
export const addable = {
	communities: { title: '添加哪个社区？', label: '社区的名称', hint: '例如：梅花社区' },
	grids: { title: '添加哪个网格？', label: '网格的名称', hint: '例如：第一网格' },
	buildings: { title: '添加哪栋楼？', label: '楼栋的名称', hint: '例如：梅花路8号' }
} as const;

export type What = keyof typeof addable;

/** Answers 404 for anything else. */
export function whatAt(text: string): What {
	if (!Object.hasOwn(addable, text)) error(404, '没有这个页面。');
	return text as What;
}

/** What the new place lies in, to choose from. */
export async function parentOf({ db }: Context, centreId: string, what: What): Promise<Parent | undefined> {
	if (what === 'communities') return undefined;
	if (what === 'grids') {
		const communities = await communitiesOf(db, centreId);
		const options = communities.map(({ id, name }) => ({ value: id, label: name }));
		return { field: 'communityId', label: '在哪个社区？', options };
	}
	const grids = await gridsOf(db, centreId);
	const options = grids.map(({ id, name, communityName }) => ({ value: id, label: `${communityName} ${name}` }));
	return { field: 'gridId', label: '在哪个网格？', options };
}
