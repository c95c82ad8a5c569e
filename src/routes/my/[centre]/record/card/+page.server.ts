import { shanghaiDate } from '#modules/deadlines/index.ts';
import { recordOf, remarksOf } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';
import { ownMember, periodIn } from '../own.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre, memberId } = await ownMember(context, params.centre);
	const { period, periods } = periodIn(url, context);
	const record = await recordOf(context, centre.id, { kind: 'member', id: memberId }, period).catch(refusedPage);
	return {
		...{ record, period, periods, today: shanghaiDate(context.clock()), centreName: centre.name },
		card: await remarksOf(context.db, centre.id, memberId, period)
	};
};
