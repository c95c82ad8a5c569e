import http from 'node:http';
import { system } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import { workIn, type Context } from '#kernel/command.ts';
import { databaseOf } from '#kernel/db.ts';
import { reportInMembers } from '#modules/checkins/server.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { createPost, createShift, openPost } from '#modules/posts/server.ts';
import { agentOf } from './lib/claims.ts';
import { openInstallation, SLUG, startApp, type App, type Installation } from './lib/installation.ts';
import { makeMembers, type Member } from './lib/rows.ts';

const MEMBERS = 150;
const ROUNDS = 4;
const WAITING = 20;
const HOUR = 3_600_000;

interface Answer {
	status: number;
	message: string;
}

/**
 * 150 members want the last places of three shifts, two of which are at the same time, at the same moment and through two
 * processes; then some wait, and all who have a place of the first shift leave at once.
 */
export async function raceShifts(): Promise<number> {
	const at = await openInstallation();
	const apps = await Promise.all([startApp(), startApp()]);
	try {
		const members = await makeMembers(at, MEMBERS);
		const context: Context = { db: databaseOf(at.owner), actor: system('race'), clock: systemClock };
		await reportIn(context, at, members);
		const postId = await openPostIn(context, at);
		const send = senderTo(apps);
		let violations = 0;
		for (let round = 1; round <= ROUNDS; round += 1)
			for (const places of [1, 3, 5])
				violations += await raceOnce(at, { context, postId, members, send, places, round });
		for (let round = 1; round <= ROUNDS; round += 1)
			violations += await raceClashes(at, { context, postId, members, send, places: MEMBERS, round });
		console.log(`班次竞争：${violations} 处违反`);
		return violations;
	} finally {
		await Promise.all(apps.map((app) => app.kill()));
		await at.close();
	}
}

interface Race {
	context: Context;
	postId: string;
	members: readonly Member[];
	send: ReturnType<typeof senderTo>;
	places: number;
	round: number;
}

async function raceOnce(at: Installation, { context, postId, members, send, places, round }: Race): Promise<number> {
	const day = Date.now() + (10 + round * 10 + places) * 24 * HOUR;
	const shiftFrom = async (hour: number): Promise<string> => {
		const [startsAt, endsAt] = [hour, hour + 2].map((one) => new Date(day + one * HOUR).toISOString());
		const shift = { centreId: at.centreId, postId, startsAt: startsAt ?? '', endsAt: endsAt ?? '', places };
		return (await createShift(context, shift)).id;
	};
	const shifts = [await shiftFrom(0), await shiftFrom(1), await shiftFrom(3)];
	const [first = ''] = shifts;
	const answers = await Promise.all(
		members.flatMap((member, n) => shifts.map((shiftId, s) => send(n + s, member, shiftId, 'sign-ups')))
	);
	const told = answers.filter(({ status }) => status === 200).length;
	const held = await storedOf(at, shifts, 'held');
	const wrong: string[] = [];
	if (held.length !== shifts.length * places) wrong.push(`库里 ${held.length} 个名额`);
	if (told !== held.length) wrong.push(`告知成功 ${told} 次`);
	if (inTwo(held, shifts)) wrong.push('有人同时在两班');
	if (!answers.every(isPlain)) wrong.push('有的回答不是成功，也不是一句话的拒绝');
	if ((await factsOf(at, shifts)) !== told) wrong.push('记下的事实数目不对');

	const outside = members.filter(({ memberId }) => !held.some((row) => row.member_id === memberId));
	const asked = [...members.filter(({ memberId }) => inShift(held, shifts[1], memberId)), ...outside.slice(0, WAITING)];
	const waits = await Promise.all(asked.map((member, n) => send(n, member, first, 'waiting-list')));
	const waiting = await storedOf(at, [first], 'waiting');
	const leaving = members.filter(({ memberId }) => inShift(held, first, memberId));
	const left = await Promise.all(leaving.map((member, n) => send(n, member, first, 'departures')));
	const expected = waiting
		.filter(({ member_id }) => !inShift(held, shifts[1], member_id))
		.slice(0, places)
		.map(({ member_id }) => member_id);
	const moved = (await storedOf(at, [first], 'held')).map(({ member_id }) => member_id);
	if (![...waits, ...left].every(({ status }) => status === 200)) wrong.push('候补或退出没有办成');
	if (moved.toSorted().join() !== expected.toSorted().join()) wrong.push('补上的不是排在前面的');
	console.log(
		`第${round}轮 每班 ${places} 个名额：${members.length} 人同时报三班（两班时间重叠），成功 ${told}，拒绝 ${answers.length - told}；${waiting.length} 人候补，${left.length} 人同时退出，补上 ${moved.length}${wrong.length > 0 ? `  ← ${wrong.join('，')}` : ''}`
	);
	return wrong.length;
}

/** Room for everybody: what keeps a member out of the second of two shifts at the same time is that they are in the first. */
async function raceClashes(at: Installation, { context, postId, members, send, places, round }: Race): Promise<number> {
	const day = Date.now() + (80 + round * 2) * 24 * HOUR;
	const shiftAt = async (minutes: number): Promise<string> => {
		const [startsAt, endsAt] = [0, 2].map((hours) => new Date(day + minutes * 60_000 + hours * HOUR).toISOString());
		const shift = { centreId: at.centreId, postId, startsAt: startsAt ?? '', endsAt: endsAt ?? '', places };
		return (await createShift(context, shift)).id;
	};
	const shifts = [await shiftAt(0), await shiftAt(60), await shiftAt(119)];
	const answers = await Promise.all(
		members.flatMap((member, n) => shifts.map((shiftId, s) => send(n + s, member, shiftId, 'sign-ups')))
	);
	const held = await storedOf(at, shifts, 'held');
	const clashes = answers.filter(({ message }) => message.includes('时间重了')).length;
	const isRight =
		held.length === members.length &&
		new Set(held.map(({ member_id }) => member_id)).size === members.length &&
		clashes === answers.length - members.length &&
		answers.every(isPlain);
	console.log(
		`第${round}轮 ${members.length} 人同时报三个时间重叠、有空位的班：每人一班 ${held.length}，告知时间重了 ${clashes}${isRight ? '' : '  ← 不对'}`
	);
	return isRight ? 0 : 1;
}

const isPlain = ({ status, message }: Answer): boolean => status === 200 || (status === 409 && message.length > 5);

interface Stored {
	shift_id: string;
	member_id: string;
}

const inShift = (rows: readonly Stored[], shiftId: string | undefined, memberId: string): boolean =>
	rows.some((row) => row.shift_id === shiftId && row.member_id === memberId);

/** The first two shifts overlap. */
const inTwo = (rows: readonly Stored[], [one, other]: readonly string[]): boolean =>
	rows.some((row) => row.shift_id === one && inShift(rows, other, row.member_id));

async function storedOf({ owner }: Installation, shifts: readonly string[], state: string): Promise<Stored[]> {
	const { rows } = await owner.query<Stored>(
		'select shift_id, member_id from posts.sign_up where shift_id = any($1) and state = $2 order by turn, place',
		[shifts, state]
	);
	return rows;
}

async function factsOf({ owner, centreId }: Installation, shifts: readonly string[]): Promise<number> {
	const { rows } = await owner.query<{ n: number }>(
		`select count(*)::int as n from kernel.fact where centre_id = $1 and subject_id = any($2) and action = 'shift.signedUp'`,
		[centreId, shifts]
	);
	return rows[0]?.n ?? 0;
}

async function reportIn(context: Context, at: Installation, members: readonly Member[]): Promise<void> {
	const { communityId, centreId } = at;
	const reportedOn = shanghaiDate(context.clock());
	const rows = members.map(({ memberId }) => ({ memberId, communityId, reportedOn }));
	await context.db
		.transaction()
		.execute((db) => reportInMembers(workIn(context, db), centreId, rows, 'import', 'active'));
}

async function openPostIn(context: Context, { centreId }: Installation): Promise<string> {
	const { id: postId } = await createPost(context, {
		centreId,
		title: '周末清扫小公园',
		field: 'environment',
		place: '社区小公园北门',
		description: '捡拾绿化带里的垃圾，工具由社区准备。'
	});
	await openPost(context, { centreId, postId });
	return postId;
}

/** Sends a step of a member with a shift to one of the processes, and again while it is too busy to answer. */
function senderTo(apps: readonly App[]) {
	const agents = apps.map(() => agentOf(MEMBERS));
	return async (n: number, { memberId, token }: Member, shiftId: string, path: string): Promise<Answer> => {
		const at = n % apps.length;
		const url = `${apps[at]?.url}/api/v1/centres/${SLUG}/shifts/${shiftId}/${path}`;
		for (let tries = 0; ; tries += 1) {
			const answer = await postJson(agents[at] as http.Agent, url, token, { memberId });
			if (answer.status !== 503 || tries === 10) return answer;
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	};
}

function postJson(agent: http.Agent, url: string, token: string, value: unknown): Promise<Answer> {
	const body = JSON.stringify(value);
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body)
	};
	return new Promise((resolve) => {
		const failed = () => resolve({ status: 0, message: '' });
		const request = http.request(url, { agent, method: 'POST', headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', failed);
			response.on('end', () => {
				const told = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { error?: { message?: string } };
				resolve({ status: response.statusCode ?? 0, message: told.error?.message ?? '' });
			});
		});
		request.on('error', failed).end(body);
	});
}
