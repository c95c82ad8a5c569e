export { wishesApi } from './api.server.ts';
export { claimRush } from './claim-rush.server.ts';
export { addStandardCategories } from './commands/categories.server.ts';
export { collectWish, submitWish, type Collected } from './commands/collect.server.ts';
export {
	acceptByLink,
	checkConfirmation,
	confirmationBehind,
	reopenByLink,
	thankByLink
} from './commands/confirmation.server.ts';
export {
	answerDraft,
	draftBehind,
	forgetDraft,
	sendDraft,
	type Draft,
	type SentWish
} from './commands/draft.server.ts';
export { duplicatesOf } from './duplicates/duplicates.server.ts';
export { heedClock } from './commands/heed-clocks.server.ts';
export { keepClaim, releaseProposed, settleProposals } from './commands/release-proposal.server.ts';
export { askOwnLink, ownLinkBehind, retractByLink, withdrawByLink } from './commands/own-link.server.ts';
export { openWishContact } from './commands/open-contact.server.ts';
export type { Done } from './commands/transition.server.ts';
export { enteredWishes, receiptOf, sheetOf } from './queries/intake.server.ts';
export { housesIn } from './queries/houses.server.ts';
export { ledgerFile, ledgerTemplate } from './ledger.server.ts';
export { ledgerImport } from './ledger-import/kind.server.ts';
export { wishTasks } from './jobs.server.ts';
export { wallPosition } from './live/changes.server.ts';
export { endWallStreams } from './live/stream.server.ts';
export type { WishCardView } from './queries/card.server.ts';
export { categoriesOf, type Category } from './queries/categories.server.ts';
export { claimCounts, claimsOf, type ClaimLine } from './queries/claims-of.server.ts';
export { centreOfConfirmation, workToConfirm, type WorkToConfirm } from './queries/confirmation.server.ts';
export { contactLights } from './queries/contact-lights.server.ts';
export { publicWish, type PublicWish } from './queries/detail.server.ts';
export { ledgerPage, ledgerTotals, ledgerYears } from './queries/ledger.server.ts';
export { findByReference, ownClaims, ownWishes, queueOf, type WishLine } from './queries/lists.server.ts';
export { ownWishByLink, type OwnWish } from './queries/own-wish.server.ts';
export {
	publicRequests,
	requestsByName,
	type KnownRequest,
	type PublicRequest,
	type PublicRequestFilter
} from './queries/open311.server.ts';
export { ownWords } from './queries/own-words.server.ts';
export type { ClaimView, PictureView, Records } from './queries/parts.server.ts';
export { maySeeDocument, type DocumentView } from './queries/documents.server.ts';
export { waitingThanks, waitingThanksCount } from './queries/thanks.server.ts';
export { publicationDraft, type PublicationDraft } from './queries/publication.server.ts';
export { maySeePicture } from './queries/pictures.server.ts';
export { proposalCount, proposalsIn, type Proposal } from './queries/proposals.server.ts';
export { referencesOf, type Referred } from './queries/references.server.ts';
export { stories, type Story } from './queries/stories.server.ts';
export type { Happening } from './queries/timeline.server.ts';
export { lateCounts, mostUrgent, overdueIn, waitingCounts, type Waiting } from './queries/waiting.server.ts';
export { countOpen, wall, wallParts, type WallFilter, type WallPage } from './queries/wall.server.ts';
export { wishAtWork, type WishAtWork } from './queries/work.server.ts';
export { act } from './transitions.server.ts';
