import { command, type Work } from '#kernel/command.ts';
import { Conflict, Invalid, Refused } from '#kernel/errors.ts';
import { accountByPhone, createAccount, grantRole, nameIfUnnamed } from '#modules/identity/server.ts';
import { Appoint, OpenAccount, rolesOfCentre, type CentreRole } from '../appointment.ts';
import { mayManage } from '../policy.ts';
import { mustBePlace } from '../queries/centres.server.ts';
import { mustBeClaimer } from '../queries/claimers.server.ts';

/**
 * Gives an account a role of the centre, about something that the centre really has. Giving it again changes nothing.
 * Errors: Refused unless an administrator; Invalid without a grid; Missing grid, member, organisation or account;
 * Conflict for roles that exclude each other.
 */
export const appoint = command('directory.appoint', Appoint, async (work, { centreId, accountId, role, scopeId }) => {
	mustManage(work, centreId);
	await grantRole(work, { accountId, role, centreId, scopeId: await scopeOf(work, centreId, role, scopeId) });
});

/**
 * Opens an account with its first role. When the phone has an account already, that account gets the role and keeps its name,
 * unless it never had one: its owner proves the number at every sign-in. Returns the account and whether it is new.
 * Call it without a submission key: its input holds a password. Errors: those of appoint and createAccount.
 */
export const openAccount = command('directory.openAccount', OpenAccount, async (work, input) => {
	const { centreId, role, scopeId, name, username, password, phone } = input;
	mustManage(work, centreId);
	const grant = { role, centreId, scopeId: await scopeOf(work, centreId, role, scopeId) };
	const known = phone === undefined ? undefined : await accountByPhone(work.db, phone);
	if (known === undefined) {
		const accountId = await createAccount(work, { name, username, password, phone, grants: [grant] });
		return { accountId, isNew: true };
	}
	if (username !== undefined || password !== undefined)
		throw new Conflict('这个手机号已经有账号了。只填手机号、不填用户名和密码，就会把身份加给那个账号。');
	await nameIfUnnamed(work, known, name);
	await grantRole(work, { accountId: known, ...grant });
	return { accountId: known, isNew: false };
});

function mustManage({ actor }: Work, centreId: string): void {
	if (actor.kind !== 'system' && !mayManage(actor, centreId)) throw new Refused('只有管理员可以开账号、授予身份。');
}

async function scopeOf({ db }: Work, centreId: string, role: CentreRole, scopeId: string | null): Promise<string> {
	const about = rolesOfCentre[role];
	if (about === 'centre') return centreId;
	if (scopeId === null) throw new Invalid('请选择这个身份管什么', [{ field: 'scopeId', message: WHAT[about] }]);
	if (about === 'grid') await mustBePlace(db, centreId, { gridId: scopeId });
	else await mustBeClaimer(db, centreId, { kind: about, id: scopeId });
	return scopeId;
}

const WHAT = { grid: '请选择负责的网格', member: '请选择是哪位党员', organisation: '请选择代表哪个单位' };
