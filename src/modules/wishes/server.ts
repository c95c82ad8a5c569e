export { wishesApi } from './api.server.ts';
export { addStandardCategories } from './commands/categories.server.ts';
export { collectWish, submitWish, type Collected } from './commands/collect.server.ts';
export { acceptByLink, checkConfirmation, confirmationBehind, reopenByLink } from './commands/confirmation.server.ts';
export {
	answerDraft,
	draftBehind,
	forgetDraft,
	sendDraft,
	type Draft,
	type SentWish
} from './commands/draft.server.ts';
export { openWishContact } from './commands/open-contact.server.ts';
export type { Done } from './commands/transition.server.ts';
export { ledgerFile } from './ledger.server.ts';
export { wishTasks } from './jobs.server.ts';
export { categoriesOf, type Category } from './queries/categories.server.ts';
export { centreOfConfirmation, workToConfirm, type WorkToConfirm } from './queries/confirmation.server.ts';
export { contactLights } from './queries/contact-lights.server.ts';
export { publicWish, type PublicWish } from './queries/detail.server.ts';
export { ledgerPage, ledgerTotals, ledgerYears } from './queries/ledger.server.ts';
export { findByReference, ownClaims, ownWishes, queueOf, type WishLine } from './queries/lists.server.ts';
export { ownWords } from './queries/own-words.server.ts';
export type { ClaimView, PictureView, Records } from './queries/parts.server.ts';
export { publicationDraft, type PublicationDraft } from './queries/publication.server.ts';
export { maySeePicture } from './queries/pictures.server.ts';
export { referencesOf, type Referred } from './queries/references.server.ts';
export type { Happening } from './queries/timeline.server.ts';
export { lateCounts, mostUrgent, waitingCounts, type Waiting } from './queries/waiting.server.ts';
export {
	countOpen,
	wall,
	wallParts,
	type WallFilter,
	type WallPage,
	type WishCardView
} from './queries/wall.server.ts';
export { wishAtWork, type WishAtWork } from './queries/work.server.ts';
export { act } from './transitions.server.ts';
