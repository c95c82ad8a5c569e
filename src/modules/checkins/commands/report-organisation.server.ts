import { sql } from 'kysely';
import { z } from 'zod';
import { accountOf } from '#kernel/actor.ts';
import { command, type Work } from '#kernel/command.ts';
import { Invalid, Missing, Refused } from '#kernel/errors.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { seal } from '#kernel/secrets.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { mustBePlace, serviceFieldsOf } from '#modules/directory/server.ts';
import { keepPerson } from '#modules/people/server.ts';
import { ReportOwnUnit, ReportUnit } from '../forms.ts';
import type { OrganisationState } from '../lifecycle.ts';
import { mayHandleCheckIns, represents } from '../policy.ts';
import { ACCEPT } from '../settings.ts';
import { startClocks } from './clocks.server.ts';
import { mustBePast, ownPhone } from './report-member.server.ts';

export interface OrganisationCheckIn {
	id: string;
	reference: string;
	state: OrganisationState;
	/** False when the organisation has an open check-in there: then this is that one. */
	isNew: boolean;
}

const centre = { centreId: z.uuid('没有这个中心') };

/**
 * A representative reports their organisation in, or anybody with a proven phone one by its name: it becomes theirs when it is
 * accepted. Errors: Refused when nobody is signed in, the account has no phone, or speaks for another organisation; Missing place.
 */
export const reportOwnUnit = command('checkIns.reportOwnUnit', ReportOwnUnit.extend(centre), async (work, input) => {
	const { centreId, organisationId } = input;
	const { accountId, phone } = await ownPhone(work);
	if (organisationId !== null && !represents(work.actor, centreId, organisationId))
		throw new Refused('只有本单位的代表可以替单位报到。');
	return open(work, { ...input, phone, accountId, channel: 'online', as: 'organisation' });
});

/** A clerk writes a unit's check-in down. Errors: Refused unless a clerk or an administrator; Missing organisation or place; Invalid. */
export const reportUnit = command('checkIns.reportUnit', ReportUnit.extend(centre), async (work, input) => {
	const { centreId, contactPhone, submittedOn } = input;
	if (!mayHandleCheckIns(work.actor, centreId)) throw new Refused('只有本中心的工作人员可以代为登记报到。');
	mustBePast(work, 'submittedOn', submittedOn);
	return open(work, { ...input, phone: contactPhone, channel: 'window', as: 'clerk' });
});

interface Opening extends z.output<typeof ReportOwnUnit> {
	centreId: string;
	phone: string;
	accountId?: string;
	submittedOn?: string | undefined;
	channel: 'online' | 'window';
	as: 'organisation' | 'clerk';
}

async function open(work: Work, opening: Opening): Promise<OrganisationCheckIn> {
	const { centreId, communityId, contactName, phone, accountId, channel } = opening;
	await mustBePlace(work.db, centreId, { communityId });
	await mustBeFields(work, centreId, opening.fields);
	const unit = await unitOf(work, opening);
	const contactId = await keepPerson(work, { centreId, name: contactName, phone, accountId });
	await lock(work, centreId, unit, communityId);
	const first = await openOne(work, centreId, unit, communityId);
	if (first) return { ...first, isNew: false };
	const row = { id: newId(), reference: newReference(), state: 'submitted' as const };
	await work.db
		.insertInto('checkins.organisation_check_in')
		.values({
			...row,
			centre_id: centreId,
			organisation_id: unit.organisationId,
			proposed_name: unit.name,
			kind: unit.kind,
			community_id: communityId,
			contact_id: contactId,
			fields: [...new Set(opening.fields)],
			resources_sealed: opening.resources ? seal(opening.resources) : null,
			channel,
			submitted_by: accountOf(work.actor),
			submitted_on: opening.submittedOn ?? shanghaiDate(work.clock()),
			submitted_at: work.clock()
		})
		.execute();
	await startClocks(work, { centreId, of: 'organisation', ids: [row.id], rule: ACCEPT });
	await work.record({
		centreId,
		subject: { kind: 'organisationCheckIn', id: row.id },
		action: 'checkIn.reported',
		as: opening.as,
		channel,
		data: { organisationId: unit.organisationId, communityId, to: 'submitted' }
	});
	return { ...row, isNew: true };
}

/** Errors: Invalid for a field of service that the centre does not have in use. */
async function mustBeFields({ db }: Work, centreId: string, fields: readonly string[]): Promise<void> {
	if (fields.length === 0) return;
	const known = new Set((await serviceFieldsOf(db, centreId)).map(({ code }) => code));
	if (fields.every((code) => known.has(code))) return;
	throw new Invalid('请从列出的服务里选', [{ field: 'fields', message: '请从列出的服务里选' }]);
}

interface UnitOf {
	organisationId: string | null;
	name: string | null;
	kind: string;
}

/** One of the directory, by its id or by its very name; or one that is not known yet. */
async function unitOf(work: Work, { centreId, organisationId, name, kind }: Opening): Promise<UnitOf> {
	if (organisationId === null && name === undefined)
		throw new Invalid('请选择单位，或者填写单位的名称', [{ field: 'name', message: '请填写单位的名称' }]);
	const known = await work.db
		.selectFrom('directory.organisation')
		.select(['id', 'kind'])
		.where('centre_id', '=', centreId)
		.$if(organisationId !== null, (query) => query.where('id', '=', organisationId ?? ''))
		.$if(organisationId === null, (query) => query.where('name', '=', name ?? ''))
		.executeTakeFirst();
	if (known) return { organisationId: known.id, name: null, kind: known.kind };
	if (organisationId !== null) throw new Missing('本中心没有这个单位。');
	if (kind === undefined) throw new Invalid('请选择单位的类别', [{ field: 'kind', message: '请选择单位的类别' }]);
	return { organisationId: null, name: name ?? null, kind };
}

/** Two that report the same unit to the same place at once: the second waits, and is answered with the first one's. */
const lock = ({ db }: Work, centreId: string, { organisationId, name }: UnitOf, communityId: string | null) =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`checkins ${centreId} ${organisationId ?? name} ${communityId}`}, 0))`.execute(
		db
	);

async function openOne(
	{ db }: Work,
	centreId: string,
	{ organisationId, name }: UnitOf,
	communityId: string | null
): Promise<Omit<OrganisationCheckIn, 'isNew'> | undefined> {
	const row = await db
		.selectFrom('checkins.organisation_check_in')
		.select(['id', 'reference', 'state'])
		.where('centre_id', '=', centreId)
		.where('community_id', 'is not distinct from', communityId)
		.where('state', 'in', ['submitted', 'active'])
		.$if(organisationId !== null, (query) => query.where('organisation_id', '=', organisationId))
		.$if(organisationId === null, (query) =>
			query.where('organisation_id', 'is', null).where('proposed_name', '=', name)
		)
		.executeTakeFirst();
	return row && { ...row, state: row.state as OrganisationState };
}
