import { z } from 'zod';
import { roleNames } from './roles.ts';

/** Digits as people write them: with spaces, dashes, +86, or typed in full width. */
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[\s\-–—()]/g, '');

/** A mobile number of mainland China; the result is its eleven digits. */
export const MobilePhone = z
	.string('请填写手机号')
	.transform((text) => digitsOf(text).replace(/^(\+|00)?86(?=1\d{10}$)/, ''))
	.pipe(z.string().regex(/^1[3-9]\d{9}$/, '请填写11位手机号，例如 13800000000'));

export const Username = z
	.string('请填写用户名')
	.transform((text) => text.normalize('NFKC').trim().toLowerCase())
	.pipe(z.string().regex(/^[a-z0-9_.]{3,30}$/, '用户名要3到30个字符，只用字母、数字、点和下划线'));

export const NewPassword = z
	.string('请填写密码')
	.min(10, '密码至少要10个字符')
	.max(128, '密码最多128个字符')
	.refine((text) => /\p{L}/u.test(text) && /[^\p{L}]/u.test(text), '密码里要有字母，也要有数字或符号');

export const SendCode = z.object({ phone: MobilePhone });

export const VerifyCode = z.object({
	phone: MobilePhone,
	code: z
		.string('请填写验证码')
		.transform(digitsOf)
		.pipe(z.string().regex(/^\d{6}$/, '验证码是6位数字，请看短信'))
});

export const SignIn = z.object({
	username: z
		.string('请填写用户名')
		.transform((text) => text.normalize('NFKC').trim().toLowerCase())
		.pipe(z.string().min(1, '请填写用户名').max(100, '用户名或密码不对')),
	password: z.string('请填写密码').min(1, '请填写密码').max(128, '用户名或密码不对')
});

/** Six digits from the app, or one of the spare codes that were written down. */
export const SecondFactor = z.object({
	code: z
		.string('请填写动态码')
		.transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
		.pipe(z.string().regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/, '动态码是6位数字；备用码像 aB3dE-fG5hJ'))
});

export const ConfirmPassword = z.object({ password: z.string('请填写密码').min(1, '请填写密码').max(128, '密码不对') });

export const ChangePassword = z
	.object({
		currentPassword: z.string('请填写现在的密码').min(1, '请填写现在的密码').max(128, '现在的密码不对'),
		newPassword: NewPassword,
		repeatedPassword: z.string('请再填一次新密码')
	})
	.refine((input) => input.newPassword === input.repeatedPassword, {
		path: ['repeatedPassword'],
		message: '两次填的新密码不一样'
	})
	.refine((input) => input.newPassword !== input.currentPassword, {
		path: ['newPassword'],
		message: '新密码不能和现在的一样'
	});

/** An administrator gives somebody else's account a new password. */
export const ResetPassword = z.object({ accountId: z.uuid('没有这个账号'), newPassword: NewPassword });

export const NewGrant = z.object({
	role: z.enum(roleNames, '没有这个身份'),
	/** The centre of the role; none for roles of the district. */
	centreId: z.uuid().nullable(),
	/** What the role is about: the centre, grid, member, organisation or district. */
	scopeId: z.uuid()
});

export const CreateAccount = z.object({
	/** As the pages call this person; a clerk's name is public to colleagues only. */
	name: z.string('请填写姓名').trim().min(1, '请填写姓名').max(50, '姓名最多50个字'),
	username: Username.optional(),
	password: NewPassword.optional(),
	phone: MobilePhone.optional(),
	grants: z.array(NewGrant).default([])
});

export const GrantRole = NewGrant.extend({ accountId: z.uuid() });
export const RevokeRole = z.object({ accountId: z.uuid(), role: z.enum(roleNames), scopeId: z.uuid() });
