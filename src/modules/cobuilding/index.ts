export * from './nouns.ts';
export type { CoRole } from './lifecycle.ts';
export {
	coActionsOn,
	mayAdd,
	mayAddOwn,
	mayRepresent,
	maySee,
	representedBy,
	rolesOn as coRolesOn,
	type CoSubject
} from './policy.ts';
export { AgreeOnMatch, BeginPlan, DraftAgreement, EnterDemand, OfferResource, PlanProject } from './forms.ts';
export { coFactWords, coSubjectWords } from './happenings.ts';
export { limitsOfCobuilding } from './settings.ts';
export { coActionAt, transitionsOf } from './transitions.ts';
export type { CoOptions, CoTransitionView } from './form-view.ts';
export { choicesFor, hasPoint as coHasPoint, startOf } from './start.ts';
export { titleOf } from './words.ts';
