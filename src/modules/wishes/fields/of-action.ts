import type { Component } from 'svelte';
import type { WishAction } from '../lifecycle.ts';
import type { FieldsProps } from '../transition-view.ts';
import AcceptFields from './AcceptFields.svelte';
import AssessFields from './AssessFields.svelte';
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
	publish: PublishFields,
	claim: ClaimFields,
	contact: ContactFields,
	assess: AssessFields,
	start: StartFields,
	report: WorkFields,
	submit: WorkFields,
	accept: AcceptFields,
	reopen: ReopenFields,
	release: ReleaseFields,
	close: CloseFields,
	withdraw: WithdrawFields
};
