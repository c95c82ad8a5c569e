import type { z } from '@hono/zod-openapi';
import type { answers, Demand, Project, Resource } from './api-schemas.server.ts';
import { codesIn } from './times.ts';
import type { CoDetail } from './queries/detail.server.ts';
import type { DemandView, ProjectView, ResourceView } from './queries/views.server.ts';

const fieldOf = ({ field: code, fieldName: name }: { field: string; fieldName: string }) => ({ code, name });
const communityOf = ({ communityId: id, communityName: name }: { communityId: string; communityName: string }) => ({
	id,
	name
});

export const demandAnswer = (view: DemandView): z.output<typeof Demand> => ({
	...view,
	field: fieldOf(view),
	times: codesIn(view.freeTimes),
	community: communityOf(view)
});

export const resourceAnswer = (view: ResourceView): z.output<typeof Resource> => ({
	...view,
	field: fieldOf(view),
	times: codesIn(view.freeTimes),
	organisation: { id: view.organisationId, name: view.organisationName },
	community: view.communityId === null ? null : { id: view.communityId, name: view.communityName ?? '' }
});

export const projectAnswer = (view: ProjectView): z.output<typeof Project> => ({
	...view,
	field: fieldOf(view),
	community: communityOf(view),
	lead: { id: view.leadId, name: view.leadName }
});

type Answer = z.output<(typeof answers)[keyof typeof answers]>;

/** One entry as the API tells it; what the schemas do not name is still to be left out. */
export function answerOf(detail: CoDetail): Answer {
	switch (detail.kind) {
		case 'demand':
			return {
				...demandAnswer(detail.entry),
				matches: detail.matches.map(({ of, score, reasons }) => ({ score, reasons, of: resourceAnswer(of) }))
			};
		case 'resource':
			return {
				...resourceAnswer(detail.entry),
				matches: detail.matches.map(({ of, score, reasons }) => ({ score, reasons, of: demandAnswer(of) }))
			};
		case 'project':
			return { ...projectAnswer(detail.entry), milestones: detail.milestones };
		case 'agreement': {
			const { entry } = detail;
			const signature = (one: { at: Date; way: 'account' | 'paper' } | null) =>
				one && { ...one, at: one.at.toISOString() };
			return {
				...entry,
				organisation: { id: entry.organisationId, name: entry.organisationName },
				community: communityOf(entry),
				demandId: entry.demand?.id ?? null,
				resourceId: entry.resource?.id ?? null,
				projectId: entry.project?.id ?? null,
				items: detail.items,
				milestones: detail.milestones,
				signed: { organisation: signature(entry.signed.organisation), community: signature(entry.signed.community) }
			};
		}
		case 'plan':
			return { ...detail.entry, community: communityOf(detail.entry), lines: detail.lines };
	}
}
