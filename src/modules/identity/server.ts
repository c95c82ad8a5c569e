export {
	accountByPhone,
	accountIdsOf,
	accountIn,
	accountsIn,
	activeGrants,
	holdersOf,
	type AccountLine
} from './accounts.server.ts';
export { countCallBack } from './commands/count-call-back.server.ts';
export { createAccount } from './commands/create-account.server.ts';
export { changePassword } from './commands/change-password.server.ts';
export { grantRole, revokeRole } from './commands/grant-role.server.ts';
export { nameIfUnnamed } from './commands/name-account.server.ts';
export { resetPassword } from './commands/reset-password.server.ts';
export { finishTwoFactor, signInWithPassword, type SignedIn } from './commands/sign-in.server.ts';
export { sendCode, verifyCode } from './commands/sign-in-by-code.server.ts';
export { signOut, signOutEverywhere } from './commands/sign-out.server.ts';
export { confirmTwoFactor, enrolTwoFactor, pendingTwoFactor, startTwoFactor } from './commands/two-factor.server.ts';
export { clearSession, handOver, type CookieJar } from './cookies.server.ts';
export { identityTasks } from './jobs.server.ts';
export { phoneIndex, phoneOf } from './phone.server.ts';
export { accountNames, accountsWith, securityOf, type SessionView } from './queries.server.ts';
export { actorOf, needsTwoFactor, type Presence } from './session.server.ts';
export { take as takeTry, type Gate } from './throttle.server.ts';
export { totpNow } from './totp.server.ts';
