import { sql } from 'kysely';
import { system } from '#kernel/actor.ts';
import { systemClock } from '#kernel/clock.ts';
import type { Db } from '#kernel/db.ts';
import { newId, newReference } from '#kernel/ids.ts';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { addCommunity } from '#modules/directory/server.ts';
import { memberActionAt, organisationActionAt } from '#modules/checkins/index.ts';
import { checkInImport } from '#modules/checkins/server.ts';
import { chooseColumns, importTasks, uploadTable } from '#modules/sheets/server.ts';
import { memberStateFor, organisationStateFor } from '../../bin/lib/access/check-ins.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import type { Stage } from './stage.ts';
import { workbook } from './workbooks.ts';

type Input = Record<string, string | boolean | string[]>;

/** An address about reporting in. */
export const isAboutCheckIns = (route: string): boolean =>
	/\/check-ins?(\/|\?|$)|\/(member|organisation)-check-ins/.test(route) && !route.includes('/statistics/');

/** The request behind an entry of the access table: where it goes, and what is typed there. */
export async function askCheckIns(
	stage: Stage,
	entry: string,
	visitor: Visitor
): Promise<{ path: string; input: Input }> {
	const [address = '', variant] = entry.split(' · ');
	const [method = '', route = ''] = address.split(' ');
	const step = variant ?? route.split('/').at(-1) ?? '';
	const isOrganisation = /organisation(s|-check-ins)\//.test(route);
	const checkIn = /\[(checkIn|reference)\]|\{checkIn\}|acceptances$|\?\/accept$/.test(route)
		? await checkInFor(stage, isOrganisation ? 'organisation' : 'member', step, method !== 'GET')
		: { id: '', reference: '' };
	const path = route
		.replace(/[[{]centre[\]}]/, stage.here.slug)
		.replace(/[[{]checkIn[\]}]/, checkIn.id)
		.replace('[reference]', checkIn.reference)
		.replace('[path]', step)
		.replace('[import]', route.includes('[import]') ? await broughtCheckIns(stage) : '');
	return { path, input: await inputFor(stage, route, step, visitor, checkIn.id) };
}

async function inputFor(stage: Stage, route: string, step: string, visitor: Visitor, id: string): Promise<Input> {
	const { communityId } = stage.here;
	const unit = { name: `样例公司${visitor}`, kind: 'newSector', contactName: '谢家明' };
	const member = { name: '钟小明', communityId, kind: 'inService' };
	const byRoute: [RegExp, Input][] = [
		[/check-in\/member$/, { ...member, at: '7', consent: 'on' }],
		[/check-in\/organisation$/, { ...unit, at: '6', mayRepresent: 'on' }],
		[/organisation-check-ins\/own$/, unit],
		[/member-check-ins\/own$/, { ...member, consent: true }],
		[
			/roster(s)?$/,
			{ organisationId: stage.scopes.organisation, communityId, people: `钟小红 ${phoneOf(visitor)}`, told: true }
		],
		[/organisations\/new$|organisation-check-ins$/, { ...unit, contactPhone: phoneOf(visitor) }],
		[/members\/new$|member-check-ins$/, { ...member, phone: phoneOf(visitor) }],
		[/acceptances$|\?\/accept$/, { ids: [id] }],
		[/\/contact$/, { reason: '打电话核对' }],
		[/\/columns$/, columnsChosen]
	];
	const found = byRoute.find(([pattern]) => pattern.test(route))?.[1];
	if (found) return found;
	if (step === 'transfer') return { communityId: await freshCommunity(stage), reason: '搬家' };
	return step === 'refusal' || step === 'withdrawal' ? { reason: '写错了' } : {};
}

const phoneOf = (visitor: Visitor): string =>
	`137${String(10_000_000 + ([...visitor].reduce((sum, sign) => sum * 7 + sign.charCodeAt(0), 0) % 89_999_999))}`;

/** As a form sends it: a box that is ticked says “on”. */
export const checkInForm = (input: Input): Record<string, string> =>
	Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value === true ? 'on' : String(value)]));

const shown = new WeakMap<Stage, Map<string, Promise<{ id: string; reference: string }>>>();

/** One to be looked at, the same for all; or a fresh one to be changed. */
function checkInFor(stage: Stage, kind: 'organisation' | 'member', step: string, isFresh: boolean) {
	const make = () => (kind === 'member' ? memberCheckIn(stage, step) : organisationCheckIn(stage, step));
	if (isFresh) return make();
	const ofStage = shown.get(stage) ?? new Map<string, Promise<{ id: string; reference: string }>>();
	shown.set(stage, ofStage);
	const key = `${kind} ${step}`;
	const found = ofStage.get(key) ?? make();
	ofStage.set(key, found);
	return found;
}

let communities = 0;

/** Nobody has reported in there yet. */
const freshCommunity = ({ db, here }: Stage): Promise<string> =>
	addCommunity(
		{ db, actor: system('test'), clock: systemClock },
		{ centreId: here.id, name: `新社区${process.pid}-${(communities += 1)}` }
	);

async function memberCheckIn(stage: Stage, step: string) {
	const state = memberStateFor(memberActionAt(step));
	const row = { id: newId(), reference: newReference() };
	await stage.db
		.insertInto('checkins.member_check_in')
		.values({
			...{ ...row, ...reported(stage), state, member_id: stage.scopes.member, channel: 'organisation' },
			...{ community_id: await freshCommunity(stage), by_organisation_id: stage.scopes.organisation },
			...{ reported_on: today(), reported_at: new Date(), accepted_on: state === 'active' ? today() : null }
		})
		.execute();
	return row;
}

async function organisationCheckIn(stage: Stage, step: string) {
	const state = organisationStateFor(organisationActionAt(step));
	const row = { id: newId(), reference: newReference() };
	const { person_id } = await stage.db
		.selectFrom('directory.member')
		.select('person_id')
		.where('id', '=', stage.scopes.member)
		.executeTakeFirstOrThrow();
	await stage.db
		.insertInto('checkins.organisation_check_in')
		.values({
			...{ ...row, ...reported(stage), state, organisation_id: stage.scopes.organisation, kind: 'publicInstitution' },
			...{ channel: 'online', contact_id: person_id, community_id: await freshCommunity(stage) },
			...{ submitted_on: today(), submitted_at: new Date(), decided_on: state === 'active' ? today() : null }
		})
		.execute();
	return row;
}

const reported = ({ here }: Stage) => ({ centre_id: here.id });
const today = () => shanghaiDate(new Date());

const fields = ['name', 'phone', 'community'];
const columnsChosen = Object.fromEntries(fields.map((field, column) => [`column${column}`, field]));

let brought = 0;

/** A list that was uploaded and checked, with a line to be added and one that is wrong. */
async function broughtCheckIns(stage: Stage): Promise<string> {
	const rows = [
		['姓名', '手机', '社区'],
		['何永强', String(13_920_000_000 + (brought += 1)), '第一社区'],
		['何永强', '12345', '第一社区']
	];
	const file = new File([new Uint8Array(workbook([{ rows }]))], 'list.xlsx');
	const [context, centreId] = [stage.as('clerk'), stage.here.id];
	const importId = await uploadTable(checkInImport, context, { centreId, file });
	const columns = Object.fromEntries(fields.map((field, column) => [field, column]));
	await chooseColumns(checkInImport, context, { centreId, importId, columns, wholeTable: {} });
	await importTasks(checkInImport).tasks['checkinsImportCheck']?.(context, { centreId, importId });
	return importId;
}

/** How many check-ins of members a centre has in each state. */
export async function statesIn(db: Db, centreId: string): Promise<Record<string, number>> {
	const { rows } = await sql<{ state: string; n: number }>`
		select state, count(*)::int as n from checkins.member_check_in where centre_id = ${centreId} group by state`.execute(
		db
	);
	return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
