export { lists, type Audience, type ListName, type Meeting, type Urgency } from './call.ts';
export { callLifecycle, callStates, type CallState } from './lifecycle.ts';
export { mayAnswerFor, mayCall, mayReadNames, memberIdsOf } from './policy.ts';
export {
	AnswerCall,
	AudienceChosen,
	CancelCall,
	ChooseCalls,
	EndCall,
	MakeTeam,
	OpenTeamContact,
	PeopleAsked,
	WriteCall
} from './forms.ts';
export type { AudienceOptions } from './audience-options.ts';
export { typedMoment, whenWords } from './when.ts';
