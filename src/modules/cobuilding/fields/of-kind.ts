import type { Component } from 'svelte';
import type { FieldsProps } from '../form-view.ts';
import type { CoKind } from '../nouns.ts';
import AgreementFields from './AgreementFields.svelte';
import DemandFields from './DemandFields.svelte';
import PlanFields from './PlanFields.svelte';
import ProjectFields from './ProjectFields.svelte';
import ResourceFields from './ResourceFields.svelte';

/** What is asked of an entry of each kind. */
export const fieldsOfKind: Record<CoKind, Component<FieldsProps>> = {
	demand: DemandFields,
	resource: ResourceFields,
	project: ProjectFields,
	agreement: AgreementFields,
	plan: PlanFields
};
