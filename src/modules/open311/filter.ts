import { z } from 'zod';
import { Invalid, Missing } from '#kernel/errors.ts';
import { endedStates, fulfilledStates, isIn, wishStates, type WishState } from '#modules/wishes/index.ts';
import type { PublicRequestFilter } from '#modules/wishes/server.ts';
import type { Service } from './services.ts';

export const statusOf = (state: WishState): 'open' | 'closed' =>
	isIn([...endedStates, ...fulfilledStates], state) ? 'closed' : 'open';

const DAY_MS = 86_400_000;
/** “Default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest.” */
const MOST_DAYS = 90;
const MOST_REQUESTS = 1000;
const MOST_IDS = 100;

/** Values that stand in one parameter, or in several of the same name. */
const Listed = z
	.array(z.string())
	.transform((texts) => texts.flatMap((text) => text.split(',')).flatMap((one) => one.trim() || []));
const Moment = z.iso
	.datetime({ offset: true, error: '时间请写成 2026-01-31T00:00:00Z 或 2026-01-31T08:00:00+08:00' })
	.transform((text) => new Date(text));
const Count = (most: number) =>
	z
		.string()
		.regex(/^\d{1,6}$/, '页码和每页件数请填数字')
		.transform(Number)
		.pipe(z.int().min(1, '页码和每页件数从 1 开始').max(most, `最多 ${most}`));

const Query = z.object({
	service_request_id: Listed.refine((ids) => ids.length <= MOST_IDS, `一次最多查 ${MOST_IDS} 个编号`),
	service_code: Listed,
	status: Listed.pipe(z.array(z.enum(['open', 'closed'], 'status 只有 open 和 closed'))),
	start_date: Moment.optional(),
	end_date: Moment.optional(),
	page: Count(100_000).optional(),
	page_size: Count(MOST_REQUESTS).optional()
});

export type RequestsQuery = { ids: string[] } | { filter: PublicRequestFilter };

/** What `GET requests` asks for; an empty parameter counts as none. Errors: Invalid; Missing for an unknown service. */
export function queryIn(search: URLSearchParams, services: readonly Service[], now: Date): RequestsQuery {
	const all = (name: string) => search.getAll(name);
	const one = (name: string) => search.get(name)?.trim() || undefined;
	const read = Query.safeParse({
		...{ service_request_id: all('service_request_id'), service_code: all('service_code'), status: all('status') },
		...{ start_date: one('start_date'), end_date: one('end_date'), page: one('page'), page_size: one('page_size') }
	});
	if (!read.success)
		throw new Invalid(
			'查询的条件写得不对',
			read.error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
		);
	const {
		service_request_id: ids,
		service_code: codes,
		status,
		page = 1,
		page_size: limit = MOST_REQUESTS
	} = read.data;
	if (ids.length > 0) return { ids };
	return {
		filter: {
			...spanOf(read.data.start_date, read.data.end_date, now),
			...(codes.length > 0 && { services: codes.map((code) => serviceWith(services, code)) }),
			...(status.length > 0 && { states: wishStates.filter((state) => status.includes(statusOf(state))) }),
			limit,
			offset: (page - 1) * limit
		}
	};
}

/** Errors: Missing. */
export function serviceWith(services: readonly Service[], code: string): Service {
	const service = services.find((one) => one.code === code);
	if (!service) throw new Missing('没有这个 service_code，请看 services。');
	return service;
}

/** Without an end, 90 days from the beginning; without either, the last 90 days. Errors: Invalid for more. */
function spanOf(start: Date | undefined, end: Date | undefined, now: Date): { from: Date; to: Date } {
	const to = end ?? (start ? new Date(start.getTime() + MOST_DAYS * DAY_MS) : now);
	const from = start ?? new Date(to.getTime() - MOST_DAYS * DAY_MS);
	const wrong = (message: string) => new Invalid(message, [{ field: 'start_date', message }]);
	if (from > to) throw wrong('开始的时间要早于结束的时间');
	if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) throw wrong(`一次最多查 ${MOST_DAYS} 天`);
	return { from, to };
}
