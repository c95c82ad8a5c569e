import { isSerial, plainSerial } from '#modules/wishes/index.ts';
import { receiptOf, sheetOf } from '#modules/wishes/server.ts';
import { keptIn, loadCollecting, takeDown } from '../collecting.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { centreId, offer, submissionKey, preset } = await loadCollecting(event);
	const serial = plainSerial(url.searchParams.get('form') ?? '');
	const sheet = isSerial(serial) ? await sheetOf(locals.context.db, centreId, serial) : undefined;
	const saved = url.searchParams.get('saved') ?? '';
	return {
		offer,
		submissionKey,
		preset: { ...preset, ...keptIn(url.searchParams), ...(isSerial(serial) && { paperSerial: serial }) },
		/** The sheet was scanned a second time. */
		keyedIn: sheet && { ...sheet, serial },
		misread: serial !== '' && !isSerial(serial),
		/** The one before, when one is taken down after the other. */
		saved: await receiptOf(locals.context, centreId, saved).catch(() => undefined),
		action: `/desk/${params.centre}/wishes/new`
	};
};

export const actions: Actions = {
	default: (event) => takeDown(event, `/desk/${event.params.centre}/wishes/new`)
};
