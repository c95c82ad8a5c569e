import { sql } from 'kysely';
import { answerCall, makeTeam } from '#modules/calls/server.ts';
import { communitiesOf } from '#modules/directory/server.ts';
import { openedCall, reportIn, taskOfCall, writtenCall } from './calls.ts';
import type { Stage } from './stage.ts';

/** A call of which the member was told, and the team that the member leads. */
export interface CallAsked {
	call: string;
	team: string;
}

const known = new WeakMap<Stage, Map<string, Promise<CallAsked>>>();

/** The call that an address is about, in the state in which it can be asked for; made anew for whatever changes it. */
export async function callFor(stage: Stage, route: string, changes: boolean): Promise<CallAsked> {
	const kind = /\/(revisions?|opening)$/.test(route) ? 'draft' : /\/end$/.test(route) ? 'begun' : partOf(route);
	if (changes) return make(stage, kind);
	const calls = known.get(stage) ?? new Map<string, Promise<CallAsked>>();
	known.set(stage, calls);
	const made = calls.get(kind) ?? make(stage, kind);
	calls.set(kind, made);
	return made;
}

/** Where somebody still has to answer, nobody has; where teams are to be made of whoever is in none, there is none. */
const partOf = (route: string) =>
	/answer|reminders?|remind$/.test(route) ? 'silent' : /grid-teams|byGrid/.test(route) ? 'willing' : 'open';

/**
 * The member has reported in where the first wave goes, and lives in the grid; the claimer has where it does not: whatever was
 * tried on them elsewhere.
 */
async function standReady(stage: Stage): Promise<void> {
	const { db, here, scopes } = stage;
	const other = (await communitiesOf(db, here.id)).find(({ id }) => id !== here.communityId)?.id ?? '';
	await reportIn(stage.as('clerk'), here.id, [scopes.member], here.communityId);
	await reportIn(stage.as('clerk'), here.id, [scopes.claimer], other);
	const both = sql`centre_id = ${here.id} and member_id in (${scopes.member}, ${scopes.claimer})`;
	await sql`update checkins.member_check_in set state = 'active', accepted_on = current_date where ${both} and state = 'reported'`.execute(
		db
	);
	await sql`update calls.preference set off = false where ${both}`.execute(db);
	await sql`update directory.member set active = true, community_id = ${here.communityId}, grid_id = ${here.gridId}
		where centre_id = ${here.id} and id = ${scopes.member}`.execute(db);
}

async function make(stage: Stage, kind: 'draft' | 'begun' | 'silent' | 'willing' | 'open'): Promise<CallAsked> {
	const [clerk, centreId, memberId] = [stage.as('clerk'), stage.here.id, stage.scopes.member];
	await standReady(stage);
	const first = { communities: [stage.here.communityId] };
	if (kind === 'draft') return { call: await writtenCall(stage, first), team: '' };
	const call = await openedCall(stage, first);
	if (kind === 'begun')
		await sql`update calls.call set starts_at = now() - interval '1 hour' where id = ${call}`.execute(stage.db);
	if (kind === 'begun' || kind === 'silent') return { call, team: '' };
	await answerCall(clerk, { centreId, callId: call, memberId, answer: 'yes' });
	if (kind === 'willing') return { call, team: '' };
	const { id: team } = await makeTeam(clerk, {
		...{ centreId, callId: call, name: '第一队', memberIds: [memberId], leaderId: memberId }
	});
	return { call, team };
}

/** What is typed into the forms of calls, by the end of the address; anything else is a form with nothing in it. */
export function callBody(stage: Stage, address: string): Record<string, unknown> | undefined {
	const { member } = stage.scopes;
	const [path = '', action = ''] = address.split('?/');
	if (/calls\/new$|calls$|\/revisions?$/.test(path) && action === '') return { ...taskOfCall(), met: 'all' };
	if (/\/end$|\/cancellation$/.test(path)) return { words: '谢谢大家' };
	if (/call-choices$/.test(path)) return { memberId: member, off: true };
	if (action === 'choose') return { off: 'true' };
	if (/\/audience-counts$|\/waves$/.test(path)) return { met: 'all' };
	if (/\/answers$/.test(path)) return { memberId: member, answer: 'yes' };
	if (action === 'answer' || /my\/\[centre\]\/calls\/\[call\]$/.test(path)) return { answer: 'yes' };
	if (action === 'contact' || /\/contact-openings$/.test(path)) return { memberId: member, reason: '问能不能来' };
	if (/\/teams$/.test(path) && action !== 'byGrid') return { name: '第二队', memberIds: [member] };
	if (/\/teams\/[[{]team[\]}]$/.test(path) && action !== 'dissolve') return { name: '第一队', memberIds: [member] };
	return /[[{]call[\]}]/.test(path) ? {} : undefined;
}
