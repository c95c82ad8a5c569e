import type { Component } from 'svelte';
import type { WishAction } from '../lifecycle.ts';
import type { FieldsProps } from '../transition-view.ts';
import AcceptFields from './AcceptFields.svelte';
import AssessFields from './AssessFields.svelte';
import ApproveFields from './ApproveFields.svelte';
import BudgetFields from './BudgetFields.svelte';
import ConvertFields from './ConvertFields.svelte';
import DeclineFields from './DeclineFields.svelte';
import LeadFields from './LeadFields.svelte';
import MergeFields from './MergeFields.svelte';
import MilestoneFields from './MilestoneFields.svelte';
import ShareFields from './ShareFields.svelte';
import ReassignFields from './ReassignFields.svelte';
import RetractFields from './RetractFields.svelte';
import ShowThanksFields from './ShowThanksFields.svelte';
import ThankFields from './ThankFields.svelte';
import ClaimFields from './ClaimFields.svelte';
import CloseFields from './CloseFields.svelte';
import ContactFields from './ContactFields.svelte';
import PublishFields from './PublishFields.svelte';
import RejectFields from './RejectFields.svelte';
import ReleaseFields from './ReleaseFields.svelte';
import ReopenFields from './ReopenFields.svelte';
import StartFields from './StartFields.svelte';
import VerifyFields from './VerifyFields.svelte';
import WithdrawFields from './WithdrawFields.svelte';
import WorkFields from './WorkFields.svelte';

/** The fields of each action, by the names of its schema. */
export const fieldsOf: Record<WishAction, Component<FieldsProps>> = {
	verify: VerifyFields,
	reject: RejectFields,
	merge: MergeFields,
	convert: ConvertFields,
	publish: PublishFields,
	approve: ApproveFields,
	decline: DeclineFields,
	budget: BudgetFields,
	claim: ClaimFields,
	share: ShareFields,
	lead: LeadFields,
	reassign: ReassignFields,
	contact: ContactFields,
	assess: AssessFields,
	start: StartFields,
	report: WorkFields,
	milestone: MilestoneFields,
	submit: WorkFields,
	accept: AcceptFields,
	reopen: ReopenFields,
	thank: ThankFields,
	showThanks: ShowThanksFields,
	release: ReleaseFields,
	close: CloseFields,
	retract: RetractFields,
	withdraw: WithdrawFields
};
