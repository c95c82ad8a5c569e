import { z } from 'zod';
import { env } from '#env';
import { command, type Work } from '#kernel/command.ts';
import { centreById } from '#modules/directory/server.ts';
import { messagePerson } from '#modules/people/server.ts';
import { calledOffMessage, callMessage, reminderMessage, thanksMessage } from '../message-words.ts';
import { audienceOf, type WaveRow } from '../queries/audience.server.ts';
import { lockCall, type CallRow } from './lock.server.ts';

const InCall = z.object({ centreId: z.uuid(), callId: z.uuid() });

/** How many members one transaction tells: what is cut off is told whole or not at all. */
const AT_ONCE = 50;

/**
 * Tells the next members of the first wave that is under way. The message and the row that says so are written together, so
 * that nobody is told twice, however often a job runs or is cut off. True as long as there may be more.
 */
export const tellNext = command('calls.tellNext', InCall, async (work, { centreId, callId }) => {
	const call = await lockCall(work.db, centreId, callId, 'shared');
	if (call.state !== 'open') return false;
	const wave = await lockWave(work, call);
	if (!wave) return false;
	const members = await nextMembers(work, call, wave);
	const text = callMessage(await wordsOf(work, call));
	const told = [];
	for (const { memberId, personId, checkInId } of members) {
		const reached = await messagePerson(work, { centreId, personId, text });
		told.push({ member_id: memberId, check_in_id: checkInId, reached });
	}
	const about = { centre_id: centreId, call_id: callId, wave: wave.number, told_at: work.clock() };
	if (told.length > 0)
		await work.db
			.insertInto('calls.told')
			.values(told.map((row) => ({ ...row, ...about })))
			.execute();
	await work.db
		.updateTable('calls.wave')
		.set({
			told: wave.told + told.length,
			last_member_id: members.at(-1)?.memberId ?? wave.lastMemberId,
			done_at: members.length < AT_ONCE ? work.clock() : null
		})
		.where('centre_id', '=', centreId)
		.where('call_id', '=', callId)
		.where('number', '=', wave.number)
		.execute();
	return true;
});

/** Reminds the next of those who have not answered, each once. True as long as there may be more. */
export const remindNext = command('calls.remindNext', InCall, async (work, { centreId, callId }) => {
	const call = await lockCall(work.db, centreId, callId, 'shared');
	if (call.state !== 'open' || !call.remindedAt) return false;
	const silent = await toldRows(work, call)
		.where('t.answer', 'is', null)
		.where('t.reminded_at', 'is', null)
		.where('t.told_at', '<=', call.remindedAt)
		.execute();
	await send(work, call, silent, reminderMessage(await wordsOf(work, call)), 'reminded_at');
	return silent.length === AT_ONCE;
});

/**
 * Says that it is over: thanks to those who said yes, or, to those who have not answered, that it is called off; whoever had
 * signed up was told so with the shift. True as long as there may be more.
 */
export const tellOverNext = command('calls.tellOverNext', InCall, async (work, { centreId, callId }) => {
	const call = await lockCall(work.db, centreId, callId, 'shared');
	if (!call.overAt || !call.closingWords) return false;
	const [thanks, words] = [call.state === 'ended', await wordsOf(work, call)];
	const concerned = await toldRows(work, call)
		.where((where) => (thanks ? where('t.answer', '=', 'yes') : where('t.answer', 'is', null)))
		.where('t.over_told_at', 'is', null)
		.execute();
	const text = thanks ? thanksMessage(words, call.closingWords) : calledOffMessage(words, call.closingWords);
	await send(work, call, concerned, text, 'over_told_at');
	return concerned.length === AT_ONCE;
});

/** The first wave that is not done; whoever tells of it holds it, so that two jobs take turns. */
const lockWave = ({ db }: Work, { centreId, id }: CallRow): Promise<WaveRow | undefined> =>
	db
		.selectFrom('calls.wave')
		.select(['number', 'met', 'communities', 'grids', 'kinds', 'skills', 'fields', 'expected', 'told'])
		.select(['last_member_id as lastMemberId', 'sent_at as sentAt', 'done_at as doneAt'])
		.$narrowType<{ met: WaveRow['met'] }>()
		.where('centre_id', '=', centreId)
		.where('call_id', '=', id)
		.where('sent_at', 'is not', null)
		.where('done_at', 'is', null)
		.orderBy('number')
		.limit(1)
		.forUpdate()
		.executeTakeFirst();

const nextMembers = ({ db }: Work, { centreId, id }: CallRow, wave: WaveRow) =>
	audienceOf(db, centreId, id, wave)
		.distinctOn('m.id')
		.select(['m.id as memberId', 'm.person_id as personId', 'r.id as checkInId'])
		.$if(wave.lastMemberId !== null, (query) => query.where('m.id', '>', wave.lastMemberId))
		.orderBy('m.id')
		.orderBy('r.id')
		.limit(AT_ONCE)
		.execute();

const toldRows = ({ db }: Work, { centreId, id }: CallRow) =>
	db
		.selectFrom('calls.told as t')
		.innerJoin('directory.member as m', (join) =>
			join.onRef('m.centre_id', '=', 't.centre_id').onRef('m.id', '=', 't.member_id')
		)
		.select(['t.member_id as memberId', 'm.person_id as personId'])
		.where('t.centre_id', '=', centreId)
		.where('t.call_id', '=', id)
		.orderBy('t.member_id')
		.limit(AT_ONCE)
		.forUpdate('t');

type Mark = 'reminded_at' | 'over_told_at';

async function send(
	work: Work,
	{ centreId, id }: CallRow,
	people: { memberId: string; personId: string }[],
	text: string,
	mark: Mark
): Promise<void> {
	if (people.length === 0) return;
	for (const { personId } of people) await messagePerson(work, { centreId, personId, text });
	await work.db
		.updateTable('calls.told')
		.set({ [mark]: work.clock() })
		.where('centre_id', '=', centreId)
		.where('call_id', '=', id)
		.where(
			'member_id',
			'in',
			people.map(({ memberId }) => memberId)
		)
		.execute();
}

async function wordsOf({ db }: Work, call: CallRow) {
	const { name, slug } = await centreById(db, call.centreId);
	const { publicOrigin, host, port } = env();
	const link = `${publicOrigin ?? `http://${host}:${port}`}/my/${slug}/calls/${call.reference}`;
	return { centreName: name, ...call, link };
}
