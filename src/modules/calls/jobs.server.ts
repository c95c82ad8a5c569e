import { z } from 'zod';
import type { TaskTable } from '#kernel/jobs.ts';
import { remindNext, tellNext, tellOverNext } from './commands/tell.server.ts';

const OfCall = z.object({ centreId: z.uuid(), callId: z.uuid() });

export const callTasks: TaskTable = {
	tasks: {
		tellCall: async (context, payload) => {
			const call = OfCall.parse(payload);
			while (await tellNext(context, call));
		},
		remindOfCall: async (context, payload) => {
			const call = OfCall.parse(payload);
			while (await remindNext(context, call));
		},
		tellCallIsOver: async (context, payload) => {
			const call = OfCall.parse(payload);
			while (await tellOverNext(context, call));
		}
	},
	crontab: {}
};
