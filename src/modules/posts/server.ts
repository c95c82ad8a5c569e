export { postsApi } from './api.server.ts';
export { cancelPost, cancelShift } from './commands/cancel.server.ts';
export { changeShift } from './commands/change-shift.server.ts';
export { renewFeed } from './commands/feed.server.ts';
export { leaveShift } from './commands/leave.server.ts';
export { changePost, closePost, createPost, openPost } from './commands/post.server.ts';
export { setQuota } from './commands/quota.server.ts';
export { putOnRoster } from './commands/roster.server.ts';
export { createShift, planShifts } from './commands/shift.server.ts';
export { waitForPlace, type SignedUp } from './commands/sign-up.server.ts';
export { signUp } from './commands/sign-up-quickly.server.ts';
export { calendarBehind } from './calendar.server.ts';
export { signUpRush } from './sign-up-rush.server.ts';
export { postTasks } from './jobs.server.ts';
export {
	postByReference,
	postsOf,
	quotasOf,
	rosterEntries,
	shiftsWithQuota,
	type PostLine,
	type QuotaLine,
	type QuotaShift,
	type RosterEntry
} from './queries/desk.server.ts';
export { openPosts, type PostCardView, type PostFilter } from './queries/open-posts.server.ts';
export {
	postById,
	publicPost,
	shiftInPost,
	shiftsOfPost,
	type PostView,
	type ShiftLine
} from './queries/post.server.ts';
export {
	ownSignUp,
	pastShiftsOfMember,
	rosterOf,
	shiftById,
	shiftSecret,
	shiftsOfMember,
	type RosterLine
} from './queries/shifts.server.ts';
