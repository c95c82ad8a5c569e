export * from './wish.ts';
export {
	activeStates,
	fulfilledStates,
	isIn,
	wishActions,
	wishLifecycle,
	wishStates,
	type WishAction,
	type WishRole,
	type WishState
} from './lifecycle.ts';
export {
	actionsOn,
	claimersOf,
	mayCollect,
	mayExportLedger,
	mayOpenContact,
	maySeeAll,
	maySeePictures,
	mayWorkOn,
	rolesOn,
	type WishSubject
} from './policy.ts';
export * from './forms.ts';
export { draftQuestions, missingStep, type DraftAnswers } from './draft.ts';
export { beneficiaryWords, categoryExamples, DRAFT_PAGES, draftSteps, type DraftStep } from './draft-words.ts';
export { ledgerFilterIn, type LedgerColumn, type LedgerFilter, type LedgerRow, type LedgerTotals } from './ledger.ts';
export { isOpen, spokenReference } from './need.ts';
export { countWords, queues, waitingStates } from './queues.ts';
export { readable, stateForClaimer, stateForPerson } from './person-words.ts';
export { limitsOfWishes } from './settings.ts';
export { stateTones } from './state-tone.ts';
export { actionAt, transitions, type Transition } from './transitions.ts';
export type { TransitionView } from './transition-view.ts';
