export {
	AcknowledgeReport,
	ApplyRule,
	CheckProof,
	DecideReview,
	DraftReports,
	IssueProof,
	NameMe,
	PeriodForm,
	RemarkReport,
	ReopenReview,
	RevokeRecognition,
	SetRule,
	StartReviews,
	WithdrawProof,
	WriteCard,
	WriteOpinion,
	Year
} from './forms.ts';
export * from './lifecycle.ts';
export { namedWording } from './naming.ts';
export { hoursWords, periodsAt, periodWords, quarterBefore, quarterOf, spanOf, yearOf } from './period.ts';
export {
	isMember,
	isRepresentative,
	mayDecideRecords,
	maySeeRecords,
	mayWriteRecords,
	ownIn,
	rolesOn,
	type Served
} from './policy.ts';
export { leastWords, levels, type Level } from './recognition.ts';
export { limitsOfRecords } from './settings.ts';
export { recognitionTones } from './standing.ts';
