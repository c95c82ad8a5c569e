import { z } from 'zod';
import { command, type Listener, type Work } from '#kernel/command.ts';
import type { TaskTable } from '#kernel/jobs.ts';
import { holdersOf } from '#modules/identity/server.ts';
import { messageAccount } from '#modules/people/server.ts';
import { lockRow } from './lock.server.ts';

/** A message to everybody who may speak for the organisation of an agreement. It names nobody and nothing. */
export async function tellRepresentatives(
	work: Work,
	{ centreId, subject: { organisationId } }: { centreId: string; subject: { organisationId: string | null } },
	text: string
): Promise<void> {
	if (organisationId === null) return;
	const holders = await holdersOf(work.db, 'organisationRepresentative', [organisationId]);
	for (const { id: accountId } of holders.get(organisationId) ?? [])
		await messageAccount(work, { centreId, accountId, text });
}

/** Listens to clocks of agreements that wait for a signature. The clock's row is locked here, so a job looks at the agreement. */
export const heedSignatures: Listener = async (work, { centreId, subject }) => {
	if (subject.kind !== 'agreement') return;
	const key = `remindSignatures:${subject.id}`;
	await work.enqueue('remindSignatures', { centreId, id: subject.id }, { key, runAt: atNine(work.clock()) });
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The next nine o'clock in Shanghai (UTC+8): nobody is told at night. */
function atNine(moment: Date): Date {
	const nine = Math.floor(moment.getTime() / DAY_MS) * DAY_MS + HOUR_MS;
	return new Date(nine < moment.getTime() ? nine + DAY_MS : nine);
}

const Remind = z.object({ centreId: z.uuid(), id: z.uuid() });

/** Nobody is reminded of what was signed, or sent back, in the meantime. */
const remindSignatures = command('cobuilding.remindSignatures', Remind, async (work, { centreId, id }) => {
	const row = await lockRow(work.db, 'agreement', centreId, id);
	const waiting = await work.db
		.selectFrom('cobuilding.agreement')
		.select('id')
		.where('centre_id', '=', centreId)
		.where('id', '=', id)
		.where('state', '=', 'offered')
		.where('organisation_signed_at', 'is', null)
		.executeTakeFirst();
	if (waiting) await tellRepresentatives(work, row, '有一份共建协议还等您签字，快到期了。请登录后在“我的”里办理。');
});

export const cobuildingTasks: TaskTable = {
	tasks: {
		remindSignatures: async (context, payload) => void (await remindSignatures(context, Remind.parse(payload)))
	},
	crontab: {}
};
