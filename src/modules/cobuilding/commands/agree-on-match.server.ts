import { z } from 'zod';
import { command, type Work } from '#kernel/command.ts';
import { Conflict, Missing, Refused } from '#kernel/errors.ts';
import { addDays, days, shanghaiDate } from '#modules/deadlines/index.ts';
import { AgreeOnMatch, type DraftAgreement } from '../forms.ts';
import { mayDraft, representedBy } from '../policy.ts';
import { writeAgreement } from './agreement-parts.server.ts';
import { lockRow, NOTHING } from './lock.server.ts';

const OPEN = ['draft', 'offered', 'agreed'];
/** How long an agreement runs when neither side said. */
const NINETY_DAYS = 90;

/**
 * One click from a suggestion to the draft of an agreement, written out of the demand and the resource. A pair that has one
 * under way gets that one. Errors: Missing; Refused; Conflict when one of the two is not open any more.
 */
export const agreeOnMatch = command(
	'cobuilding.agreeOnMatch',
	z.object({ ...AgreeOnMatch.shape, centreId: z.uuid() }),
	async (work, { centreId, demandId, resourceId }) => {
		if (work.actor.kind === 'guest') throw new Refused('请先登录。', 'signedOut');
		const resourceRow = await lockRow(work.db, 'resource', centreId, resourceId);
		const isOwn = representedBy(work.actor, centreId).includes(resourceRow.subject.organisationId ?? '');
		if (!isOwn && !mayDraft(work.actor, centreId)) throw new Refused('只有工作人员和这个单位的代表能起草协议。');
		const { subject: demand } = await lockRow(work.db, 'demand', centreId, demandId);
		const underWay = await pairUnderWay(work, centreId, demandId, resourceId);
		if (underWay) return underWay;
		if (demand.state !== 'open') throw new Conflict('这项需求已经对接或撤下了，请刷新页面看看别的。');
		if (resourceRow.subject.state !== 'open') throw new Conflict('这项资源现在不能提供了，请刷新页面看看别的。');
		const draft = await draftFor(work, centreId, demandId, resourceId);
		return writeAgreement(work, centreId, draft, { demandId, resourceId, as: isOwn ? 'representative' : undefined });
	}
);

const pairUnderWay = (work: Work, centreId: string, demandId: string, resourceId: string) =>
	work.db
		.selectFrom('cobuilding.agreement')
		.select(['id', 'reference'])
		.where('centre_id', '=', centreId)
		.where('demand_id', '=', demandId)
		.where('resource_id', '=', resourceId)
		.where('state', 'in', OPEN)
		.executeTakeFirst();

async function draftFor(work: Work, centreId: string, demandId: string, resourceId: string): Promise<DraftAgreement> {
	const pair = await work.db
		.selectFrom('cobuilding.demand as d')
		.innerJoin('cobuilding.resource as r', 'r.centre_id', 'd.centre_id')
		.select(['d.title', 'd.community_id', 'd.from_on', 'd.until_on', 'd.needed_by'])
		.select(['r.title as gift', 'r.amount', 'r.organisation_id', 'r.valid_until'])
		.where('d.centre_id', '=', centreId)
		.where('d.id', '=', demandId)
		.where('r.id', '=', resourceId)
		.executeTakeFirst();
	if (!pair) throw new Missing(NOTHING);
	const today = shanghaiDate(work.clock());
	const startsOn = pair.from_on !== null && pair.from_on > today ? pair.from_on : today;
	const last = pair.until_on ?? pair.needed_by ?? pair.valid_until ?? addDays(today, days(NINETY_DAYS));
	const endsOn = last < startsOn ? startsOn : last;
	return {
		title: `${pair.title.slice(0, MOST_TITLE)}共建协议`,
		organisationId: pair.organisation_id,
		communityId: pair.community_id,
		startsOn,
		endsOn,
		items: [
			{
				giver: 'organisation',
				what: pair.amount === null ? pair.gift : `${pair.gift}（${pair.amount}）`,
				dueOn: endsOn
			},
			{ giver: 'community', what: '安排专人对接，做好组织和场地保障', dueOn: null }
		],
		milestones: []
	};
}

const MOST_TITLE = 54;
