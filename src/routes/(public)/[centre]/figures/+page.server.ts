import { shanghaiDate } from '#modules/deadlines/index.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { searchOf, Year } from '#modules/statistics/index.ts';
import { checkInStatistics, wishStatistics, yearsOf } from '#modules/statistics/server.ts';
import { mayExportLedger } from '#modules/wishes/index.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { shareWithGuests } from '../../share.server.ts';
import { chartsOf, satisfactionOf } from './charts.server.ts';
import type { PageServerLoad } from './$types';

/** Nothing here needs script, and the drawings would be sent a second time as data of the page. */
export const csr = false;

/** Pixels of the text in a drawing: those of the page around it. */
const TEXT = { standard: 16, elder: 22 };

export const load: PageServerLoad = async (event) => {
	const { params, url, cookies, locals } = event;
	const { context } = locals;
	const { id, slug } = await centreBySlug(context.db, params.centre).catch(refusedPage);
	const thisYear = Number(shanghaiDate(context.clock()).slice(0, 4));
	const year = yearIn(url.searchParams.get('year'), thisYear);
	const [statistics, years] = [await wishStatistics(context.db, id, { year }), await yearsOf(context.db, id)];
	const { microWishes, microProjects, asOf, by } = statistics;
	const textSize = cookies.get('elder') === 'on' ? TEXT.elder : TEXT.standard;

	const offered = [...new Set([...years, thisYear, ...(year === undefined ? [] : [year])])].sort((a, b) => b - a);
	shareWithGuests(event);
	return {
		year: year ?? null,
		years: [
			...offered.map((one) => ({ label: `${one}年`, href: `?year=${one}`, isChosen: one === year })),
			{ label: '历年合计', href: '?year=all', isChosen: year === undefined }
		],
		asOf,
		checkIns: await checkInStatistics(context.db, id).then(({ organisations, inServiceMembers }) => ({
			organisations,
			inServiceMembers
		})),
		microWishes,
		microProjects,
		charts: chartsOf(statistics, textSize),
		satisfaction: satisfactionOf(statistics, textSize),
		organisations: by.claimer.organisations,
		members: by.claimer.members,
		rowsSearch: searchOf({ year: year?.toString() }),
		desk: mayExportLedger(context.actor, id) ? `/desk/${slug}/figures?year=${year ?? 'all'}` : null
	};
};

/** Without a year, or with one that is none, this year. */
function yearIn(text: string | null, thisYear: number): number | undefined {
	if (text === 'all') return undefined;
	const year = Year.safeParse(text);
	return year.success ? year.data : thisYear;
}
