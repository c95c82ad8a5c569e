import { isId } from '#kernel/ids.ts';
import { staffRoles } from '#modules/directory/index.ts';
import { scopeLabels } from '#modules/directory/server.ts';
import { accountsIn } from '#modules/identity/server.ts';
import { managedCentre } from '../office.server.ts';
import type { PageServerLoad } from './$types';
import { roleWords } from './words.ts';

const OUTSIDE = ['member', 'organisationRepresentative'] as const;

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id: centreId } = await managedCentre(context, params.centre);
	const group = url.searchParams.get('group') === 'outside' ? 'outside' : 'staff';
	const q = url.searchParams.get('q')?.slice(0, 100) ?? '';
	const after = url.searchParams.get('after') ?? undefined;
	const { accounts, next } = await accountsIn(context.db, centreId, {
		roles: group === 'outside' ? OUTSIDE : [...staffRoles, 'districtOfficer'],
		q,
		after: isId(after) ? after : undefined
	});
	const labels = await scopeLabels(
		context.db,
		centreId,
		accounts.flatMap(({ roles }) => roles.map(({ scopeId }) => scopeId))
	);
	return {
		group,
		q,
		isDone: url.searchParams.get('done') === 'revoked',
		accounts: accounts.map(({ roles, ...account }) => ({
			...account,
			roles: roles.map((role) => roleWords(role, labels))
		})),
		older: next && `?${new URLSearchParams({ group, q, after: next })}`
	};
};
