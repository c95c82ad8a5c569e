import { z } from 'zod';
import { command } from '#kernel/command.ts';
import { Conflict } from '#kernel/errors.ts';
import { mustBeClaimer } from '#modules/directory/server.ts';
import { SetQuota } from '../forms.ts';
import { fits } from '../places.ts';
import { actOnShift, channelOf } from './acting.server.ts';
import { lockShift } from './lock.server.ts';
import { moveUp } from './move-up.server.ts';
import { roomOf } from './room.server.ts';

/**
 * Keeps so many places of a shift for the roster of an organisation; none (0) gives them back to everybody.
 * Errors: Missing, Refused, Conflict when there are not so many free places.
 */
export const setQuota = command(
	'posts.setQuota',
	SetQuota.extend({ centreId: z.uuid(), shiftId: z.uuid() }),
	async (work, { centreId, shiftId, organisationId, places }) => {
		const shift = await lockShift(work.db, centreId, shiftId);
		const as = actOnShift(work, shift, 'quota');
		await mustBeClaimer(work.db, centreId, { kind: 'organisation', id: organisationId });
		const room = await roomOf(work, centreId, shift);
		const held = room.quotas.find((quota) => quota.organisationId === organisationId)?.held ?? 0;
		const others = room.quotas.filter((quota) => quota.organisationId !== organisationId);
		if (places < held) throw new Conflict(`这个单位已经报了${held}位，名额不能少于这个数。请先请他们退出几位。`);
		const quotas = [...others, { organisationId, places, held }];
		const sum = quotas.reduce((sum, quota) => sum + quota.places, 0);
		if (!fits({ ...room, quotas, isReleased: false }) || sum > shift.places)
			throw new Conflict('剩下的空位不够留这么多名额。请少留几个，或者先把这一班的人数调高。');
		await work.db
			.insertInto('posts.quota')
			.values({ centre_id: centreId, shift_id: shiftId, organisation_id: organisationId, places })
			.onConflict((conflict) => conflict.columns(['centre_id', 'shift_id', 'organisation_id']).doUpdateSet({ places }))
			.execute();
		await work.record({
			centreId,
			subject: { kind: 'shift', id: shiftId },
			action: 'shift.quotaSet',
			as,
			channel: channelOf(as),
			data: { organisationId, places }
		});
		await moveUp(work, shift);
		return { organisationId, places };
	}
);
