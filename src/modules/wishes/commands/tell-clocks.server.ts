import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { centreById } from '#modules/directory/server.ts';
import { accountsWith } from '#modules/identity/server.ts';
import { messageAccount, messagePerson } from '#modules/people/server.ts';
import { clockMessage, type Ticking } from '../clock-words.ts';
import type { WishState } from '../lifecycle.ts';
import { queues } from '../queues.ts';
import { placesOf, untoldNotices, type HeldPlace, type Notice } from '../queries/clock-notices.server.ts';

/** How many notices one transaction deals with. */
export const NOTICES_AT_ONCE = 500;

/**
 * Tells by SMS those who have the matters in hand now that a clock comes to its end or ran out, and those who lead of what
 * ran out; each one once, with all their matters in one message. Returns how many notices; less than NOTICES_AT_ONCE when done.
 */
export const tellClocks = command('wishes.tellClocks', z.object({ centreId: z.uuid() }), async (work, { centreId }) => {
	const notices = await untoldNotices(work.db, centreId, NOTICES_AT_ONCE);
	if (notices.length === 0) return 0;
	const alive = notices.filter(({ wishId }) => wishId !== null);
	const wishIds = [...new Set(alive.flatMap(({ wishId }) => wishId ?? []))];
	const places = Map.groupBy(await placesOf(work.db, centreId, wishIds), ({ wishId }) => wishId);
	const staff = {
		clerks: await accountsWith(work.db, centreId, 'clerk'),
		leaders: await accountsWith(work.db, centreId, 'leader')
	};
	const told = new Map<string, Ticking[]>();
	const tell = (who: string, notice: Notice, toLeader: boolean) =>
		told.set(who, [...(told.get(who) ?? []), { ...notice, toLeader }]);
	for (const notice of alive) {
		const held = places.get(notice.wishId ?? '') ?? [];
		for (const who of holdersOf(notice, held, staff)) tell(who, notice, false);
		if (notice.level === 'escalated') for (const leader of staff.leaders) tell(`account:${leader}`, notice, true);
	}
	const { name } = await centreById(work.db, centreId);
	const claimers = new Map(
		[...places.values()].flat().map((place) => [`claimer:${place.memberId ?? place.organisationId}`, place])
	);
	for (const [who, matters] of told) await send(work, centreId, { who, claimers }, clockMessage(name, matters));
	await work.db
		.updateTable('wishes.clock_notice')
		.set({ told_at: work.clock() })
		.where('centre_id', '=', centreId)
		.where(
			'id',
			'in',
			notices.map(({ id }) => id)
		)
		.execute();
	return notices.length;
});

const waitsFor = new Map<WishState, string>(
	queues.flatMap(({ who, states }) => states.map((state) => [state, who] as const))
);

/** Who has it in hand: for a claim's clock its claimer, for a wish whoever the desk's queue names. What waits on the wall rises there by itself. */
function holdersOf(
	{ claimId, state, handlerId }: Notice,
	held: readonly HeldPlace[],
	{ clerks, leaders }: { clerks: readonly string[]; leaders: readonly string[] }
): string[] {
	const claimers = (places: readonly HeldPlace[]) =>
		places.map(({ memberId, organisationId }) => `claimer:${memberId ?? organisationId}`);
	if (claimId) return claimers(held.filter(({ id }) => id === claimId));
	const accounts = (ids: readonly string[]) => ids.map((id) => `account:${id}`);
	switch (waitsFor.get(state)) {
		case '等认领人':
			return claimers(held);
		case '等负责人':
			return accounts(leaders);
		case '等工作人员':
			return accounts(handlerId ? [handlerId] : clerks);
		default:
			return [];
	}
}

/** To an account; to a member by the phone of the person, else of their sign-ins; to an organisation by its representatives. */
async function send(
	work: Work,
	centreId: string,
	{ who, claimers }: { who: string; claimers: ReadonlyMap<string, HeldPlace> },
	text: string
): Promise<void> {
	const claimer = claimers.get(who);
	if (!claimer) return void (await messageAccount(work, { centreId, accountId: who.slice('account:'.length), text }));
	const { memberId, personId, organisationId } = claimer;
	if (personId && (await messagePerson(work, { centreId, personId, text }))) return;
	const accounts = memberId
		? await accountsWith(work.db, memberId, 'member')
		: await accountsWith(work.db, organisationId ?? '', 'organisationRepresentative');
	for (const accountId of accounts) await messageAccount(work, { centreId, accountId, text });
}
