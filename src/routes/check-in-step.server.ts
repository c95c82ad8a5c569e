import { error, redirect } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { formOf, newSubmissionKey, readForm } from '#kernel/form.ts';
import { step } from '#kernel/lifecycle.ts';
import { communitiesOf, type Centre } from '#modules/directory/server.ts';
import {
	memberActionAt,
	memberCheckInLifecycle,
	memberTransitions,
	organisationActionAt,
	organisationCheckInLifecycle,
	organisationTransitions,
	spoken,
	type CheckInStep,
	type MemberAction,
	type OrganisationAction,
	type ReporterKind
} from '#modules/checkins/index.ts';
import { actOnMember, actOnOrganisation, memberCheckIn, organisationCheckIn } from '#modules/checkins/server.ts';
import { organisationOptions } from './check-in-page.server.ts';
import { malformed, refusedForm, refusedPage } from './known-errors.server.ts';

interface Place {
	kind: ReporterKind;
	checkIn: string;
	path: string;
	/** The address of the check-ins of its kind, at the desk or of one's own. */
	listed: string;
}

/** The page of one step of one check-in. Answers 404, 403 or 409 with a sentence when it is not for this visitor, or not now. */
export async function loadStep(context: Context, centre: Centre, place: Place): Promise<CheckInStep> {
	const { kind, checkIn } = place;
	const back = `${place.listed}/${checkIn}`;
	const common = { back, submissionKey: newSubmissionKey() };
	if (kind === 'organisation') {
		const action = organisationActionAt(place.path) ?? error(404, '没有这个页面。');
		const { reference, name, state, roles, organisationId } = await organisationCheckIn(
			context,
			centre.id,
			checkIn
		).catch(refusedPage);
		mayStep(() => step(organisationCheckInLifecycle, state, action, roles));
		const chooses = action === 'accept' && organisationId === null;
		return {
			...{ ...common, ...wordsOf(action), title: organisationTransitions[action].title },
			...{
				label: organisationCheckInLifecycle.actions[action],
				above: `${spoken(reference)} · ${name}`,
				communities: []
			},
			fields: chooses ? ['organisation', 'note'] : fieldsOf(action),
			organisations: chooses ? await organisationOptions(context, centre.id) : []
		};
	}
	const action = memberActionAt(place.path) ?? error(404, '没有这个页面。');
	const { reference, name, state, roles, communityId } = await memberCheckIn(context, centre.id, checkIn).catch(
		refusedPage
	);
	mayStep(() => step(memberCheckInLifecycle, state, action, roles));
	const communities = action === 'transfer' ? await communitiesOf(context.db, centre.id) : [];
	return {
		...{ ...common, ...wordsOf(action), title: memberTransitions[action].title },
		...{ label: memberCheckInLifecycle.actions[action], above: `${spoken(reference)} · ${name}`, organisations: [] },
		fields: fieldsOf(action),
		communities: communities.filter(({ id }) => id !== communityId).map(({ id, name }) => ({ value: id, label: name }))
	};
}

/** The answer to its form: back to the check-in, or on to the one that follows; or the form again with what was typed. */
export async function actStep(context: Context, request: Request, centre: Centre, place: Place) {
	const { kind, checkIn, path, listed } = place;
	const action =
		(kind === 'organisation' ? organisationActionAt(path) : memberActionAt(path)) ?? error(404, '没有这个页面。');
	const fields = await formOf(request);
	const { schema } =
		kind === 'organisation' ? organisationTransitions[action as OrganisationAction] : memberTransitions[action];
	const form = await readForm(fields, schema);
	if (!form.ok) return malformed(form);
	const input = { ...form.data, centreId: centre.id, checkInId: checkIn };
	const done = await (
		kind === 'organisation'
			? actOnOrganisation(action as OrganisationAction, context, input, form.submissionKey)
			: actOnMember(action as MemberAction, context, input, form.submissionKey)
	).catch((thrown: unknown) => refusedForm(thrown, typedIn(fields)));
	if (!('state' in done)) return done;
	const next = 'nextId' in done && typeof done.nextId === 'string' ? done.nextId : checkIn;
	redirect(303, `${listed}/${next}?done=${action}`);
}

type Action = OrganisationAction | MemberAction;

const fieldsOf = (action: Action): CheckInStep['fields'] =>
	action === 'transfer' ? ['community', 'reason'] : action === 'accept' || action === 'confirm' ? ['note'] : ['reason'];

const wordsOf = (action: Action): Pick<CheckInStep, 'isEnd' | 'lead'> => ({
	isEnd: action === 'decline' || action === 'withdraw',
	lead: LEADS[action] ?? null
});

const LEADS: Partial<Record<Action, string>> = {
	confirm: '没有变动，点一下就好。已经搬走或换了单位的，请转社区或退出。',
	decline: '原因会写在报到单的回执上。',
	withdraw: '退出以后，以前的服务记录都留着，随时可以重新报到。'
};

function mayStep(taken: () => unknown): void {
	try {
		taken();
	} catch (thrown) {
		// a step that is not for this visitor, or not for now, is told with its own sentence
		refusedPage(thrown);
	}
}

const typedIn = (fields: FormData): Record<string, string> =>
	Object.fromEntries([...fields].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
