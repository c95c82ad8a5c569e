import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { AcceptMany } from '../forms.ts';
import { acceptCheckIns } from './accept-members.server.ts';

/** Accepts the chosen members of a page at once. Returns how many; those that somebody else answered meanwhile are left alone. Errors: Refused. */
export const acceptMany = command(
	'checkIns.acceptMany',
	AcceptMany.extend({ centreId: z.uuid('没有这个中心') }),
	async (work, { centreId, ids }) => (await acceptCheckIns(work, centreId, ids)).length
);
