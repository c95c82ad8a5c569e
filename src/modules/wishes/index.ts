export * from './wish.ts';
export {
	activeStates,
	endedStates,
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
	collectorRoleOf,
	isFor,
	mayCollect,
	mayExportLedger,
	mayOpenContact,
	maySeeAll,
	maySeeDocuments,
	maySeePictures,
	mayShowThanks,
	mayWorkOn,
	rolesOn,
	type WishSubject
} from './policy.ts';
export * from './forms.ts';
export * from './intake-forms.ts';
export * from './intake.ts';
export { choicesOf } from './collect-offer.ts';
export { isSerial, plainSerial, serialOf } from './paper.ts';
export { draftQuestions, missingStep, type DraftAnswers } from './draft.ts';
export {
	beneficiaryWords,
	categoryExamples,
	draftSteps,
	pagesFor,
	questionOf,
	stepsFor,
	type DraftStep
} from './draft-words.ts';
export { ledgerFilterIn, type LedgerColumn, type LedgerFilter, type LedgerRow, type LedgerTotals } from './ledger.ts';
export { hasPoint } from './next-step.ts';
export { isOpen, spokenReference } from './need.ts';
export { countWords, queues, waitingStates } from './queues.ts';
export * from './deciding.ts';
export { readable, stateForClaimer, stateForPerson } from './person-words.ts';
export { claimLimits, limitsOfWishes, moneyLimit } from './settings.ts';
export { stateTones } from './state-tone.ts';
export { actionAt, transitions, type Transition } from './transitions.ts';
export type { TransitionView } from './transition-view.ts';
