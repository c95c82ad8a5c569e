import { loadCollecting, takeDown } from '../collecting.server.ts';
import type { Actions, PageServerLoad } from './$types';

const minutes = new Intl.DateTimeFormat('sv-SE', {
	dateStyle: 'short',
	timeStyle: 'short',
	timeZone: 'Asia/Shanghai'
});

export const load: PageServerLoad = async (event) => {
	const { offer, submissionKey, preset } = await loadCollecting(event);
	const now = minutes.format(event.locals.context.clock()).replace(' ', 'T');
	return { offer, submissionKey, preset: { ...preset, calledAt: now } as Record<string, string> };
};

export const actions: Actions = {
	default: (event) => takeDown(event, `/desk/${event.params.centre}/wishes/phone`)
};
