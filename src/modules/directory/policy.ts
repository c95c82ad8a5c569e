import { holds, type Actor } from '#kernel/actor.ts';
import type { Role } from '#modules/identity/index.ts';

/** An administrator of the centre or of its district: settings, accounts, everything of the desk. */
export const mayManage = (actor: Actor, centreId: string): boolean =>
	holds(actor, centreId, 'administrator') || holdsEverywhere(actor, 'administrator');

/** Who works for the centre and sees its desk with the residents' matters. */
export const isStaff = (actor: Actor, centreId: string): boolean =>
	WORKERS.some((role) => holds(actor, centreId, role)) || mayManage(actor, centreId);

/** Staff, those who bring residents' matters in, and those who look on from outside: the auditor and the district's officer. */
export const mayEnterDesk = (actor: Actor, centreId: string): boolean =>
	isStaff(actor, centreId) ||
	holds(actor, centreId, ...HELPERS) ||
	OBSERVERS.some((role) => holds(actor, centreId, role) || holdsEverywhere(actor, role));

/** The role in which somebody works for the centre: the one nearest to the daily work, as facts tell it. */
export const staffRoleOf = (actor: Actor, centreId: string): Role | undefined =>
	[...WORKERS, ...HELPERS].find((role) => holds(actor, centreId, role)) ??
	(mayManage(actor, centreId) ? 'administrator' : undefined);

/** The role that lets somebody keep communities, organisations and members up to date; none when they may not. */
export function keeperRoleOf(actor: Actor, centreId: string): 'system' | 'clerk' | 'administrator' | undefined {
	if (actor.kind === 'system') return 'system';
	if (holds(actor, centreId, 'clerk')) return 'clerk';
	return mayManage(actor, centreId) ? 'administrator' : undefined;
}

/** Who keeps communities, organisations and members up to date: clerks and administrators. */
export const mayKeep = (actor: Actor, centreId: string): boolean => keeperRoleOf(actor, centreId) !== undefined;

/** Who reads what was done in the centre and who looked at whose data. */
export const mayAudit = (actor: Actor, centreId: string): boolean =>
	mayManage(actor, centreId) || holds(actor, centreId, 'auditor') || holdsEverywhere(actor, 'auditor');

const WORKERS = ['clerk', 'gridWorker', 'leader'] as const;
/** They take matters down and see no more of the desk than that. */
const HELPERS = ['socialWorker', 'buildingHead'] as const;
const OBSERVERS = ['auditor', 'districtOfficer'] as const;

/** A role without a centre is held for the whole district. */
const holdsEverywhere = (actor: Actor, role: Role): boolean =>
	actor.kind === 'account' && actor.grants.some((grant) => grant.role === role && grant.centreId === null);
