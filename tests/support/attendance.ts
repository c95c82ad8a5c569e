import { newId } from '#kernel/ids.ts';
import { attestHours, enterStays, shownCode } from '#modules/attendance/server.ts';
import { actOnOrganisation, reportUnit } from '#modules/checkins/server.ts';
import { signUp } from '#modules/posts/server.ts';
import { membersReportedIn, openPostIn, shiftIn } from './shifts.ts';
import type { Stage } from './stage.ts';

/** A shift of the organisation of the representative that has just ended: who came, who can still be ticked. */
interface Attended {
	shiftId: string;
	/** Came from the beginning to the end. */
	came: string;
	/** On the list, not yet ticked. */
	absent: string;
	from: string;
	to: string;
}

const made = new WeakMap<Stage, Promise<Attended>>();

const attended = (stage: Stage): Promise<Attended> => {
	const known = made.get(stage) ?? make(stage);
	made.set(stage, known);
	return known;
};

async function make(stage: Stage): Promise<Attended> {
	const [clerk, centreId] = [stage.as('clerk'), stage.here.id];
	const organisationId = stage.scopes.organisation;
	const unit = { centreId, organisationId, contactName: '谢家明', contactPhone: '13700009999', fields: ['culture'] };
	const { id: checkInId, state } = await reportUnit(clerk, unit);
	if (state === 'submitted') await actOnOrganisation('accept', clerk, { centreId, checkInId });
	const postId = await openPostIn(clerk, stage, { organisationId });
	const begin = (Math.floor(Date.now() / 60_000) - 150) * 60_000;
	const [from, to] = [new Date(begin).toISOString(), new Date(begin + 120 * 60_000).toISOString()];
	const shiftId = await shiftIn(clerk, stage, { postId, places: 500, startsAt: from, endsAt: to });
	const [absent = ''] = await onList(stage, shiftId, 1);
	const shift = { shiftId, absent, from, to };
	return { ...shift, came: await whoCame(stage, shift) };
}

async function onList(stage: Stage, shiftId: string, count: number): Promise<string[]> {
	const members = await membersReportedIn(stage.as('clerk'), stage, count);
	for (const memberId of members) await signUp(stage.as('clerk'), { centreId: stage.here.id, shiftId, memberId });
	return members;
}

/** Somebody else who came from the beginning to the end. */
async function whoCame(
	stage: Stage,
	{ shiftId, from, to }: Pick<Attended, 'shiftId' | 'from' | 'to'>
): Promise<string> {
	const [memberId = ''] = await onList(stage, shiftId, 1);
	const entries = [{ memberId, cameAt: from, leftAt: to }];
	await enterStays(stage.as('clerk'), { centreId: stage.here.id, shiftId, by: 'sheet', entries });
	return memberId;
}

const isAbout = (route: string): boolean => /attendance|\/(scans|attestations)$|\{hours\}/.test(route);

/** The address of a page or an operation about attendance, with a shift and, to be taken back once, hours of it. */
export async function withAttendance(stage: Stage, route: string): Promise<string> {
	if (!isAbout(route)) return route;
	const { shiftId } = await attended(stage);
	const hoursId = /[[{]hours[\]}]/.test(route) ? await attestedHours(stage) : '';
	return route.replace(/[[{]shift[\]}]/, shiftId).replace(/[[{]hours[\]}]/, hoursId);
}

/** Of somebody else each time. */
async function attestedHours(stage: Stage): Promise<string> {
	const shift = await attended(stage);
	const { shiftId, from, to } = shift;
	const rows = [{ memberId: await whoCame(stage, shift), from, to }];
	const { attested } = await attestHours(stage.as('clerk'), { centreId: stage.here.id, shiftId, rows });
	return attested[0]?.hoursId ?? '';
}

/** What is typed into the forms about attendance; nothing for others. */
export async function attendanceForm(stage: Stage, address: string): Promise<Record<string, string>> {
	if (!isAbout(address)) return {};
	const { absent, came, from, to } = await attended(stage);
	const clock = (text: string) => new Date(Date.parse(text) + 8 * 3_600_000).toISOString().slice(11, 16);
	if (address.endsWith('/attest'))
		return { [`do_${came}`]: 'on', [`from_${came}`]: clock(from), [`to_${came}`]: clock(to) };
	if (address.endsWith('/sheet')) return { [`came_${came}`]: clock(from), [`left_${came}`]: clock(to) };
	if (address.endsWith('/hours/[hours]')) return { reason: '写错了人' };
	if (address.startsWith('POST /my/[centre]/attendance/[shift]')) return { kind: 'in', code: '123456' };
	return { memberId: absent, what: 'came' };
}

/** What programs send about attendance; undefined for other operations. */
export async function attendanceBody(stage: Stage, route: string): Promise<Record<string, unknown> | undefined> {
	if (!isAbout(route)) return undefined;
	const { shiftId, absent, came, from, to } = await attended(stage);
	if (route.endsWith('/checks')) return { code: (await shownCode(stage.as('clerk'), stage.here.id, shiftId)).code };
	if (route.endsWith('/scans')) return { id: newId(), kind: 'out', code: '123456' };
	if (route.endsWith('/attestations')) return { rows: [{ memberId: came, from, to }] };
	if (route.endsWith('/voiding')) return { reason: '写错了人' };
	return { by: 'desk', entries: [{ memberId: absent, cameAt: from }] };
}
