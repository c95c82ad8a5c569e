import type { Db } from '#kernel/db.ts';
import { isId } from '#kernel/ids.ts';
import { communitiesOf, organisationsOf, serviceFieldsOf, skillsOf } from '#modules/directory/server.ts';
import type { CoOptions, Option } from '../form-view.ts';
import type { CoKind } from '../nouns.ts';
import type { CoDetail } from './detail.server.ts';
import { coList } from './lists.server.ts';
import { planChoices } from './plan.server.ts';
import { demandViews, projectViews, resourceViews } from './views.server.ts';

/** How many entries of another list a form offers, the newest. */
const OFFERED = 20;

const words = (all: readonly { code: string; name: string }[]): Option[] =>
	all.map(({ code, name }) => ({ value: code, label: name }));
const named = (all: readonly { id: string; name: string }[]): Option[] =>
	all.map(({ id, name }) => ({ value: id, label: name }));
const titled = (all: readonly { id: string; title: string }[]): Option[] =>
	all.map(({ id, title }) => ({ value: id, label: title }));

const known = (ids: readonly string[] = []): string[] => ids.filter((id) => isId(id)).slice(0, OFFERED);

const none: CoOptions = {
	...{ fields: [], skills: [], communities: [], organisations: [] },
	...{ demands: [], resources: [], agreements: [], projects: [] }
};

/** Entries of other lists that a form begins with, by ids from an address. */
export interface CoChosen {
	demandIds?: readonly string[];
	resourceIds?: readonly string[];
	projectIds?: readonly string[];
}

/** What a form of this kind offers to choose from; only these organisations for whoever speaks for them alone. */
export async function coOptions(
	db: Db,
	centreId: string,
	kind: CoKind,
	own: readonly string[] | null,
	detail?: CoDetail,
	chosen: CoChosen = {}
): Promise<CoOptions> {
	const communities = named(await communitiesOf(db, centreId));
	if (kind === 'plan') return { ...none, communities, ...(await planOptions(db, centreId, detail)) };
	const organisations = named(
		(await organisationsOf(db, centreId)).filter(({ id, active }) => active && (own === null || own.includes(id)))
	);
	const offered = async (
		other: 'demand' | 'resource' | 'project',
		state: string,
		linked: readonly { id: string; title: string }[] = []
	) => {
		const { lines } = await coList(db, centreId, other, { state, limit: OFFERED });
		return titled([...linked, ...lines.filter(({ id }) => !linked.some((one) => one.id === id))]);
	};
	const project = detail?.kind === 'project' ? detail : undefined;
	return {
		...none,
		...{ communities, organisations },
		fields: words(await serviceFieldsOf(db, centreId)),
		skills: kind === 'project' || kind === 'agreement' ? [] : words(await skillsOf(db, centreId)),
		demands:
			kind === 'project'
				? await offered(
						'demand',
						'open',
						project?.demands ?? (await demandViews(db, centreId, known(chosen.demandIds)))
					)
				: [],
		resources:
			kind === 'project'
				? await offered(
						'resource',
						'open',
						project?.resources ?? (await resourceViews(db, centreId, known(chosen.resourceIds)))
					)
				: [],
		projects:
			kind === 'agreement'
				? await offered('project', 'underWay', await projectViews(db, centreId, known(chosen.projectIds)))
				: []
	};
}

async function planOptions(db: Db, centreId: string, detail: CoDetail | undefined) {
	if (detail?.kind !== 'plan') return {};
	const { agreements, projects } = await planChoices(db, centreId, detail.entry);
	return { agreements: titled(agreements), projects: titled(projects) };
}

/** By what the lists are filtered. */
export const coFilters = async (db: Db, centreId: string): Promise<Pick<CoOptions, 'fields' | 'communities'>> => ({
	fields: words(await serviceFieldsOf(db, centreId)),
	communities: named(await communitiesOf(db, centreId))
});

/** What skills are called, by their codes. */
export const skillNames = async (db: Db, centreId: string): Promise<Record<string, string>> =>
	Object.fromEntries((await skillsOf(db, centreId)).map(({ code, name }) => [code, name]));
