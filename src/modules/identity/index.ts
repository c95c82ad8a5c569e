export { idleMinutesOf, isRole, roles, roleNames, SESSION_MINUTES, type HeldRole, type Role } from './roles.ts';
export { isAdministrator, mayGrant, mayResetPassword } from './policy.ts';
export {
	ChangePassword,
	ConfirmPassword,
	CreateAccount,
	MobilePhone,
	NewPassword,
	ResetPassword,
	SecondFactor,
	SendCode,
	SignIn,
	Username,
	VerifyCode
} from './forms.ts';
