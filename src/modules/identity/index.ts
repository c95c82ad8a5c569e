export { idleMinutesOf, isRole, roles, roleNames, type HeldRole, type Role } from './roles.ts';
export { isAdministrator, mayGrant, mayResetPassword } from './policy.ts';
export {
	ChangePassword,
	ConfirmPassword,
	MobilePhone,
	NewPassword,
	ResetPassword,
	SecondFactor,
	SendCode,
	SignIn,
	Username,
	VerifyCode
} from './forms.ts';
