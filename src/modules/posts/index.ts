export {
	postLifecycle,
	postStates,
	shiftLifecycle,
	type PostAction,
	type PostState,
	type ShiftState,
	type SignUpState
} from './lifecycle.ts';
export {
	actionsOnPost,
	mayOrganise,
	mayOrganiseForCentre,
	maySeePosts,
	represents,
	rolesOnPost,
	rolesOnShift,
	type Organised
} from './policy.ts';
export * from './forms.ts';
export { dayAndTime, rhythms } from './series.ts';
export { quotaRelease } from './settings.ts';
export { shiftTime, type OwnShift, type Shift } from './shift.ts';
export type { PostStepView, PostWork, ShiftStepView, ShiftWork } from './work-view.ts';
export { postSteps, shiftSteps } from './transitions.ts';
export { stateLabels } from './state-words.ts';
