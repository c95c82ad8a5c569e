import type { Context } from '#kernel/command.ts';
import { Missing } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import { hoursOf, type Hours } from '#modules/attendance/server.ts';
import { activeCheckInsOf, isReported } from '#modules/checkins/server.ts';
import { memberById, organisationById, serviceFieldsOf } from '#modules/directory/server.ts';
import { claimCounts, claimsOf, type ClaimLine } from '#modules/wishes/server.ts';
import { momentsOf, spanOf } from '../period.ts';
import { maySeeRecord, type Served } from '../policy.ts';
import { calledOf } from './called.server.ts';
import { recognitionsOf, type RecognitionLine } from './recognitions.server.ts';
import { totalsOf, type Totals } from './totals.server.ts';

const PAGE = 50;

/** A stretch of attested service, with its field in words. */
export interface ServedHours extends Omit<Hours, 'field'> {
	fieldName: string;
}

/** What a member or an organisation did in a period, counted from the rows. */
export interface ServiceRecord {
	subject: Served & { label: string };
	period: string;
	/** Of a member their own; of an organisation those it brought on its roster. */
	totals: Totals & { people: number };
	/** Of an organisation: those of all members whose home unit it is, wherever they served. */
	ofMembers: (Totals & { people: number }) | null;
	hours: ServedHours[];
	/** Where the next hours begin; give it as `after`. */
	next: string | null;
	claims: ClaimLine[];
	held: number;
	finished: number;
	/** Where a member serves; of an organisation only whether it has reported in. */
	checkIns: { communityName: string; since: string }[];
	reported: boolean;
	recognitions: RecognitionLine[];
}

/** For whose record it is, and for those who work with it. Errors: Missing. */
export async function recordOf(
	context: Context,
	centreId: string,
	{ kind, id }: Served,
	period: string,
	after?: string
): Promise<ServiceRecord> {
	const { db, actor } = context;
	if (!isId(id) || !maySeeRecord(actor, centreId, { kind, id })) throw new Missing('没有这份服务记录。');
	const label = await labelOf(context, centreId, { kind, id });
	const span = spanOf(period);
	const { from, before } = momentsOf(span);
	const of = kind === 'member' ? { memberId: id } : { organisationId: id };
	const hours = await hoursOf(db, centreId, { ...of, from, to: before, limit: PAGE + 1, after });
	const fields = new Map((await serviceFieldsOf(db, centreId)).map(({ code, name }) => [code, name]));
	const shown = hours.slice(0, PAGE);
	const counts = (await claimCounts(db, centreId, kind, span, [id])).get(id);
	return {
		subject: { kind, id, label },
		period,
		totals: await totalsOf(db, centreId, span, kind === 'member' ? { memberId: id } : { rosterOf: id }),
		ofMembers: kind === 'member' ? null : await totalsOf(db, centreId, span, { membersOf: id }),
		hours: shown.map(({ field, ...line }) => ({ ...line, fieldName: fields.get(field) ?? field })),
		next: hours.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
		claims: await claimsOf(db, centreId, { kind, id }, span),
		held: counts?.held ?? 0,
		finished: counts?.finished ?? 0,
		checkIns: kind === 'member' ? await activeCheckInsOf(db, centreId, id) : [],
		reported: await isReported(db, centreId, { kind, id }),
		recognitions: await recognitionsOf(db, centreId, { kind, id })
	};
}

async function labelOf(context: Context, centreId: string, { kind, id }: Served): Promise<string> {
	if (kind === 'organisation') return (await organisationById(context.db, centreId, id)).name;
	const { alias } = await memberById(context.db, centreId, id);
	return (await calledOf(context, centreId, [id])).get(id)?.label ?? alias;
}
