import { error } from '@sveltejs/kit';
import { centreBySlug } from '#modules/directory/server.ts';
import { calendarBehind } from '#modules/posts/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { RequestHandler } from './$types';

/** A member's shifts for the calendar of their phone, which has no session: the address itself holds the key. */
export const GET: RequestHandler = async ({ params, url, locals: { context } }) => {
	const centre = await centreBySlug(context.db, params.centre).catch(refusedPage);
	const calendar = await calendarBehind(context, centre, url.searchParams.get('token') ?? '', url.origin);
	if (calendar === undefined) error(404, '这个日历地址不对，或者已经换了新的。');
	return new Response(calendar, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'inline; filename="shifts.ics"',
			'cache-control': 'no-store'
		}
	});
};
