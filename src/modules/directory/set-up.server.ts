import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { system } from '#kernel/actor.ts';
import { command, type Context } from '#kernel/command.ts';
import type { Db } from '#kernel/db.ts';
import { Conflict, Refused } from '#kernel/errors.ts';
import { NewPassword, Username } from '#modules/identity/index.ts';
import { createAccount } from '#modules/identity/server.ts';
import { createCentre } from './commands/create-centre.server.ts';
import { CreateCentre } from './forms.ts';

/**
 * The path of the page on which an empty installation gets its first centre and administrator, with a new one-time token;
 * nothing once there is a centre. An earlier link is void then. Only the token's hash is kept.
 */
export async function setUpLink(db: Db): Promise<string | undefined> {
	if (await hasCentre(db)) return undefined;
	const token = randomBytes(24).toString('base64url');
	await db
		.updateTable('kernel.installation')
		.set({ set_up_token_hash: hashOf(token) })
		.execute();
	return `/set-up?token=${token}`;
}

/** Errors: Conflict when the installation is set up already, Refused for a wrong token. */
export async function mustBeSetUpToken({ db }: Pick<Context, 'db'>, token: string): Promise<void> {
	// the row is the lock: of two people with the same link one sets up, the other is told so
	const { set_up_token_hash: expected } = await db
		.selectFrom('kernel.installation')
		.select('set_up_token_hash')
		.$if(db.isTransaction, (query) => query.forUpdate())
		.executeTakeFirstOrThrow();
	if (expected === null || (await hasCentre(db)))
		throw new Conflict('这里已经设置好了，设置链接不能再用。请直接登录。');
	if (!timingSafeEqual(hashOf(token), expected))
		throw new Refused('设置链接不对，或者已经换了新的。请用启动窗口里最新显示的链接。');
}

export const SetUp = CreateCentre.omit({ communities: true, areaM2: true, openedOn: true }).extend({
	token: z.string('缺少设置链接里的编号').max(100, '设置链接不对'),
	community: CreateCentre.shape.communities.element,
	administratorName: z.string('请填写您的姓名').trim().min(1, '请填写您的姓名').max(50, '姓名最多50个字'),
	username: Username,
	password: NewPassword
});

/**
 * Makes the district, the centre and the first administrator in one transaction; the token is void then.
 * Errors: Invalid; Refused for a wrong token; Conflict when it was used.
 */
export const setUp = command(
	'directory.setUp',
	SetUp,
	async (work, { token, community, administratorName, username, password, ...centre }) => {
		await mustBeSetUpToken(work, token);
		const setter = { ...work, actor: system('set-up') };
		const { id, districtId } = await createCentre(setter, { ...centre, communities: [community] });
		await createAccount(setter, {
			name: administratorName,
			username,
			password,
			grants: [
				{ role: 'administrator', centreId: null, scopeId: districtId },
				{ role: 'administrator', centreId: id, scopeId: id }
			]
		});
		await work.db.updateTable('kernel.installation').set({ set_up_token_hash: null }).execute();
		return { centreId: id };
	}
);

const hasCentre = async (db: Db): Promise<boolean> =>
	(await db.selectFrom('directory.centre').select('id').limit(1).executeTakeFirst()) !== undefined;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
