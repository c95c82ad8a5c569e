import type { Context } from '#kernel/command.ts';
import { organisationsOf, serviceFieldsOf, type Centre } from '#modules/directory/server.ts';
import {
	channels,
	doneWords,
	memberCheckInLifecycle,
	memberTransitions,
	nextWords,
	organisationCheckInLifecycle,
	organisationTransitions,
	spoken,
	stateTones,
	type CheckInView,
	type ReporterKind,
	type Slip
} from '#modules/checkins/index.ts';
import {
	memberCheckIn,
	organisationCheckIn,
	type MemberDetail,
	type OrganisationDetail
} from '#modules/checkins/server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import { refusedPage } from './known-errors.server.ts';

interface Visit {
	locals: { context: Context };
	url: URL;
}

/** One check-in as its page shows it; `listed` is the address of the check-ins of its kind. Answers 404 to whoever has nothing to do with it. */
export async function loadCheckIn(
	{ locals: { context }, url }: Visit,
	centre: Centre,
	{ kind, id, listed }: { kind: ReporterKind; id: string; listed: string }
): Promise<CheckInView> {
	const done = doneWords[url.searchParams.get('done') ?? ''] ?? null;
	if (kind === 'organisation') {
		const detail = await organisationCheckIn(context, centre.id, id).catch(refusedPage);
		return {
			...organisationView(detail, await fieldNames(context, centre.id, detail.fields)),
			slip: slipOf(kind, detail, centre, url),
			done
		};
	}
	const detail = await memberCheckIn(context, centre.id, id).catch(refusedPage);
	return { ...memberView(detail, listed), slip: slipOf(kind, detail, centre, url), done };
}

/** The organisations that can be chosen at an acceptance. */
export const organisationOptions = async ({ db }: Context, centreId: string) =>
	(await organisationsOf(db, centreId))
		.filter(({ active }) => active)
		.map(({ id, name }) => ({ value: id, label: name }));

const fieldNames = async ({ db }: Context, centreId: string, codes: readonly string[]): Promise<string> =>
	(await serviceFieldsOf(db, centreId))
		.filter(({ code }) => codes.includes(code))
		.map(({ name }) => name)
		.join('、');

type Bare = Omit<CheckInView, 'slip' | 'done'>;

const organisationView = (detail: OrganisationDetail, fields: string): Bare => ({
	...commonOf('organisation', detail),
	state: {
		label: organisationCheckInLifecycle.states[detail.state].label,
		tone: stateTones[detail.state] ?? 'neutral'
	},
	rows: [
		{ label: '能提供的服务', value: fields || null },
		{ label: '能提供的资源', value: detail.resources },
		...endOf(detail)
	],
	actions: detail.actions.map((action) => ({
		path: organisationTransitions[action].path,
		label: organisationCheckInLifecycle.actions[action],
		isEnd: action === 'decline' || action === 'withdraw'
	})),
	movedTo: null
});

const memberView = (detail: MemberDetail, listed: string): Bare => ({
	...commonOf('member', detail),
	state: { label: memberCheckInLifecycle.states[detail.state].label, tone: stateTones[detail.state] ?? 'neutral' },
	rows: [
		{
			label: '单位',
			value: detail.organisationName ?? (detail.unit ? `${detail.unit}（本人填的，不在名录里）` : null)
		},
		{ label: '网格', value: detail.gridName },
		...(detail.byOrganisation ? [{ label: '由谁报到', value: detail.byOrganisation }] : []),
		...endOf(detail)
	],
	actions: detail.actions.map((action) => ({
		path: memberTransitions[action].path,
		label: memberCheckInLifecycle.actions[action],
		isEnd: action === 'decline' || action === 'withdraw'
	})),
	movedTo: detail.movedToId && `${listed}/${detail.movedToId}`
});

const commonOf = (kind: ReporterKind, { id, name, state, deadline, history }: OrganisationDetail | MemberDetail) => ({
	...{ kind, id, name, deadline, history },
	next: nextWords[state] ?? ''
});

const endOf = ({ channel, confirmedOn, endedOn, reason }: OrganisationDetail | MemberDetail) => [
	{ label: '怎么报到的', value: channels[channel] },
	...(confirmedOn ? [{ label: '上次确认', value: confirmedOn }] : []),
	...(endedOn ? [{ label: '结束日期', value: endedOn }] : []),
	...(reason ? [{ label: '原因', value: reason }] : [])
];

function slipOf(kind: ReporterKind, detail: OrganisationDetail | MemberDetail, centre: Centre, url: URL): Slip {
	const address = `${url.origin}/${centre.slug}/check-in/${detail.reference}`;
	const on = 'submittedOn' in detail ? detail.submittedOn : detail.reportedOn;
	const isOrganisation = kind === 'organisation';
	const answered = detail.decidedOn ?? (detail.state === 'declined' ? detail.endedOn : null);
	return {
		title: isOrganisation ? '单位报到单' : '党员报到单',
		reference: spoken(detail.reference),
		rows: [
			{ label: isOrganisation ? '单位' : '姓名', value: detail.name },
			{ label: '类别', value: detail.kind },
			{ label: '报到到', value: detail.communityName ?? '街道' },
			{ label: '报到日期', value: on }
		],
		qr: drawQr(address),
		address,
		receipt: answered
			? { accepted: detail.state !== 'declined', on: answered, by: detail.handler, reason: detail.reason }
			: null,
		centre: { name: centre.name, phone: centre.phone, address: centre.address, openingHours: centre.openingHours }
	};
}
