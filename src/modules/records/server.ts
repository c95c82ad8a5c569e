export { recordsApi } from './api.server.ts';
export { draftReports } from './commands/draft-reports.server.ts';
export { replaceProof, withdrawProof } from './commands/end-proof.server.ts';
export { issueProof } from './commands/issue-proof.server.ts';
export { nameMe } from './commands/name-me.server.ts';
export { confirmRecognition, dismissRecognition, revokeRecognition } from './commands/recognitions.server.ts';
export { acknowledgeReport, remarkReport, sendReport } from './commands/reports.server.ts';
export {
	decideReview,
	reopenReview,
	writeCommunityOpinion,
	writeSelfNote,
	writeUnitOpinion
} from './commands/reviews.server.ts';
export { addRule, changeRule } from './commands/rules.server.ts';
export { startReview, startReviews } from './commands/start-reviews.server.ts';
export { applyRule } from './commands/suggest.server.ts';
export { writeCard } from './commands/write-card.server.ts';
export { recordsTasks } from './jobs.server.ts';
export { remarksOf } from './queries/card.server.ts';
export { checkProof, type Checked } from './queries/check.server.ts';
export { isNamed, thankedMembers, thankedOrganisations } from './queries/naming.server.ts';
export { proofPaper, proofsIn, proofsOf, type ProofLine, type ProofPaper } from './queries/proofs.server.ts';
export { recognitionById, recognitionsIn, type RecognitionAtDesk } from './queries/recognitions.server.ts';
export { recordOf, type ServiceRecord } from './queries/record.server.ts';
export { ownReports, reportById, reportsIn, type Report } from './queries/reports.server.ts';
export { ownReviews, reviewById, reviewsIn, type Review } from './queries/reviews.server.ts';
export { ruleById, rulesOf, type Rule } from './queries/rules.server.ts';
