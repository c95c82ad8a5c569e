import type { Work } from '#kernel/command.ts';
import { Conflict, Invalid } from '#kernel/errors.ts';
import { accountOf } from '#kernel/actor.ts';
import { buildingsOf, communitiesOf, gridsOf } from '#modules/directory/server.ts';
import { keepPerson } from '#modules/people/server.ts';
import type { Capacity, ConsentWay, Relationship } from '../intake.ts';
import { categoriesOf } from '../queries/categories.server.ts';
import { sheetOf } from '../queries/intake.server.ts';

/** Who speaks for the person of a wish. */
export interface Proxy {
	name: string;
	phone?: string | undefined;
	relationship: Relationship;
	accountId?: string | null;
}

interface Asked {
	centreId: string;
	category: string;
	communityId: string;
	gridId?: string | undefined;
	buildingId?: string | undefined;
}

/** The community, and the grid of the building where it is known. Errors: Invalid for what is not the centre's. */
export async function placeOf({ db }: Work, { centreId, category, communityId, gridId, buildingId }: Asked) {
	const [categories, communities] = [await categoriesOf(db, centreId), await communitiesOf(db, centreId)];
	if (!categories.some(({ code }) => code === category)) throw wrong('category', '请选择类别');
	if (!communities.some(({ id }) => id === communityId)) throw wrong('communityId', '请选择社区');
	const building = buildingId === undefined ? undefined : await buildingIn(db, centreId, buildingId);
	const within = gridId ?? building?.gridId;
	if (within === undefined) return { communityId, gridId: undefined, buildingId: undefined };
	const grids = await gridsOf(db, centreId);
	if (!grids.some((grid) => grid.id === within && grid.communityId === communityId))
		throw gridId === undefined
			? wrong('buildingId', '这栋楼不在所选的社区里，请重新选择')
			: wrong('gridId', '这个网格不在所选的社区里，请重新选择');
	if (building && building.gridId !== within) throw wrong('buildingId', '这栋楼不在所选的网格里，请重新选择');
	return { communityId, gridId: within, buildingId: building?.id };
}

async function buildingIn(db: Work['db'], centreId: string, buildingId: string) {
	const building = (await buildingsOf(db, centreId)).find(({ id }) => id === buildingId);
	if (!building) throw wrong('buildingId', '请从列出的楼栋里选一栋');
	return building;
}

export const wrong = (field: string, message: string) => new Invalid(message, [{ field, message }]);

interface Entry {
	centreId: string;
	wishId: string;
	capacity: Capacity;
	proxy: (Proxy & { personId: string }) | undefined;
	consentWay: ConsentWay;
	buildingId: string | undefined;
	calledAt: string | undefined;
	paperSerial: string | undefined;
}

/** How a wish came in. Errors: Invalid time of a call; Conflict, with the reference, when the sheet was keyed in before. */
export async function keepIntake(work: Work, entry: Entry): Promise<void> {
	const { numInsertedOrUpdatedRows: kept } = await work.db
		.insertInto('wishes.intake')
		.values({
			centre_id: entry.centreId,
			wish_id: entry.wishId,
			entered_by: accountOf(work.actor),
			capacity: entry.capacity,
			proxy_id: entry.proxy?.personId ?? null,
			relationship: entry.proxy?.relationship ?? null,
			consent_way: entry.consentWay,
			building_id: entry.buildingId ?? null,
			called_at: entry.calledAt === undefined ? null : momentOf(work, entry.calledAt),
			paper_serial: entry.paperSerial ?? null
		})
		.onConflict((conflict) => conflict.columns(['centre_id', 'paper_serial']).doNothing())
		.executeTakeFirst();
	if (kept === 1n || entry.paperSerial === undefined) return;
	// whoever was first has committed: the insert waited for them
	const sheet = await sheetOf(work.db, entry.centreId, entry.paperSerial);
	throw new Conflict(`这张纸质表已经录入过，编号 ${sheet?.reference ?? ''}。没有重复登记。`);
}

/** The person who speaks for another is a person of the centre, too: reached, and protected, like everybody. */
export const keepProxy = (work: Work, centreId: string, { name, phone, accountId }: Proxy): Promise<string> =>
	keepPerson(work, { centreId, name, phone, accountId });

const MONTH_MS = 31 * 86_400_000;

/** The telephone rang in the last weeks, not in the future: a slip of the hand is seen at once. */
function momentOf({ clock }: Work, text: string): Date {
	const at = new Date(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}+08:00`);
	const since = clock().getTime() - at.getTime();
	if (!(since > -60_000 && since < MONTH_MS)) throw wrong('calledAt', '来电时间要在一个月以内，也不能晚于现在');
	return at;
}
