import type { Option } from './form-view.ts';
import { givers } from './nouns.ts';
import type { CoDetail } from './queries/detail.server.ts';
import { codesIn } from './times.ts';

type Start = { values: Record<string, string>; lists: Record<string, string[]> };

const texts = (of: object): Record<string, string> =>
	Object.fromEntries(
		Object.entries(of).flatMap(([name, value]) =>
			typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []
		)
	);

const milestoneLines = (all: readonly { title: string; dueOn: string }[]): string =>
	all.map(({ title, dueOn }) => `${title} ${dueOn}`).join('\n');

const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

/** What the form begins with that changes an entry: what stands there now. */
export function startOf(detail: CoDetail): Start {
	const values = texts(detail.entry);
	switch (detail.kind) {
		case 'demand':
		case 'resource':
			return { values, lists: { skills: detail.entry.skills, times: codesIn(detail.entry.freeTimes) } };
		case 'project':
			return {
				values: { ...values, milestones: milestoneLines(detail.milestones) },
				lists: { demandIds: ids(detail.demands), resourceIds: ids(detail.resources) }
			};
		case 'agreement': {
			const items = detail.items.map(
				({ giver, what, dueOn }) => `${givers[giver]}：${what}${dueOn ? ` ${dueOn}` : ''}`
			);
			return {
				values: { ...values, items: items.join('\n'), milestones: milestoneLines(detail.milestones) },
				lists: {}
			};
		}
		case 'plan': {
			const activities = detail.lines.filter((line) => !line.agreementId && !line.projectId);
			return {
				values: { activities: activities.map(({ month, title }) => `${month}月 ${title}`).join('\n') },
				lists: {
					agreementIds: detail.lines.flatMap(({ agreementId }) => agreementId ?? []),
					projectIds: detail.lines.flatMap(({ projectId }) => projectId ?? [])
				}
			};
		}
	}
}

/** What there is to choose from in the forms of an entry's actions: what is not done yet, and the sides that may sign. */
export function choicesFor(detail: CoDetail, action: string): Record<string, Option[]> {
	if (action === 'carryOut' && detail.kind === 'plan')
		return {
			lineId: detail.lines
				.filter(({ doneOn, agreementId, projectId }) => doneOn === null && !agreementId && !projectId)
				.map(({ id, month, title }) => ({ value: id, label: `${month}月 ${title}` }))
		};
	if (action === 'give' && detail.kind === 'agreement')
		return {
			position: numbered(
				detail.items.filter(({ givenOn }) => givenOn === null),
				({ giver, what }) => `${givers[giver]}：${what}`
			)
		};
	if (action === 'milestone' && 'milestones' in detail)
		return {
			position: numbered(
				detail.milestones.filter(({ reachedOn }) => reachedOn === null),
				({ title }) => title
			)
		};
	if (action === 'sign' && detail.kind === 'agreement') return signChoices(detail);
	return {};
}

const numbered = <One extends { position: number }>(all: readonly One[], label: (one: One) => string): Option[] =>
	all.map((one) => ({ value: String(one.position), label: label(one) }));

function signChoices({ entry, roles }: CoDetail & { kind: 'agreement' }): Record<string, Option[]> {
	const isStaff = roles.includes('clerk') || roles.includes('leader');
	const side: Option[] = [];
	if (!entry.signed.organisation && (roles.includes('representative') || roles.includes('clerk')))
		side.push({ value: 'organisation', label: `单位：${entry.organisationName}` });
	if (!entry.signed.community && isStaff) side.push({ value: 'community', label: `社区：${entry.communityName}` });
	const way = [{ value: 'account', label: '我登录确认' }];
	return { side, way: isStaff ? [...way, { value: 'paper', label: '对方在纸上签了，我来记录' }] : way };
}

/** Whether an action has anything to do now: a button for nothing is none. */
export const hasPoint = (detail: CoDetail, action: string): boolean => {
	const choices = choicesFor(detail, action);
	return ['position', 'lineId', 'side'].every((name) => choices[name] === undefined || choices[name].length > 0);
};
