import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { guest, system, type Actor } from '#kernel/actor.ts';
import { clockAt } from '#kernel/clock.ts';
import { workIn, type Context, type Work } from '#kernel/command.ts';
import { ownerPool } from '#kernel/db.ts';
import { statusOf } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { startWorker } from '#kernel/jobs.ts';
import { testDatabase } from '#tests/support/database.ts';
import { fileTasks, keepPicture, pictureFile, publishPictures, storePicture } from './server.ts';

/** A disk with room for so many more files; what is written then meets Linux's own device for a full one. */
const disk = vi.hoisted(() => ({ room: Infinity }));
vi.mock('node:fs/promises', async (original) => {
	const real = await original<typeof import('node:fs/promises')>();
	const open = (name: string, flags: string) =>
		flags === 'wx' && (disk.room -= 1) < 0 ? real.open('/dev/full', 'w') : real.open(name, flags);
	return { ...real, open };
});

const data = await mkdtemp(path.join(tmpdir(), 'meihua files 梅-'));
process.env['MEIHUA_DATA'] = data;
const { db, url, contextOf } = await testDatabase();
afterAll(() => rm(data, { recursive: true }));
beforeEach(() => void (disk.room = Infinity));

const [centreId, otherCentre, districtId] = [newId(), newId(), newId()];
await db.insertInto('directory.district').values({ id: districtId, name: '越秀区' }).execute();
for (const [id, slug] of [
	[centreId, 'one'],
	[otherCentre, 'two']
] as const)
	await db
		.insertInto('directory.centre')
		.values({ id, district_id: districtId, slug, name: slug, address: '', phone: '', opening_hours: '' })
		.execute();

const account = (): Actor => ({ kind: 'account', accountId: newId(), name: '某人', grants: [] });
const drawn = (colour: string) =>
	sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
		.png()
		.toBuffer();
const [red, blue] = [await drawn('#ff0000'), await drawn('#0000ff')];
const store = (actor: Actor, bytes = red, centre = centreId) =>
	storePicture(contextOf(actor), { centreId: centre, bytes });
const inWork = <T>(context: Context, run: (work: Work) => Promise<T>) =>
	db.transaction().execute((transaction) => run(workIn(context, transaction)));
const keep = (actor: Actor, pictureId: string, isPublic = false, centre = centreId) =>
	inWork(contextOf(actor), (work) => keepPicture(work, { centreId: centre, pictureId, isPublic }));
const publish = (pictureIds: string[], isPublic: boolean) =>
	inWork(contextOf(), (work) => publishPictures(work, { centreId, pictureIds, isPublic }));
const file = (id: string, name = 'card', format = 'webp') => pictureFile(db, { id, name, format });
const rows = async (actor: Actor) =>
	db
		.selectFrom('files.picture')
		.select('id')
		.where('uploaded_by', '=', actor.kind === 'account' ? actor.accountId : null)
		.execute();
const filesIn = async (...folder: string[]) =>
	(await readdir(path.join(data, 'files', ...folder)).catch(() => [])).sort();
const allFiles = async () =>
	(await readdir(path.join(data, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
		.length;
const sweep = async (at: Date) => fileTasks.tasks['sweepPictures']?.(contextOf(system('sweep'), clockAt(at)), {});

describe('an upload', () => {
	test('is a row, and each of its encodings a file of the centre that can be read', async () => {
		const uploader = account();
		const { id, width, height } = await store(uploader);
		expect([width, height]).toEqual([60, 40]);
		expect(await filesIn(centreId, id)).toEqual(
			['card.avif', 'card.jpeg', 'card.webp', 'full.jpeg', 'full.webp', 'thumb.jpeg', 'thumb.webp'].sort()
		);
		const found = await file(id, 'card', 'avif');
		expect(found).toMatchObject({
			centreId,
			isPublic: false,
			uploadedBy: uploader.kind === 'account' && uploader.accountId,
			contentType: 'image/avif',
			etag: `"${id}-card-avif"`
		});
		expect((await sharp(found?.bytes).metadata()).width).toBe(60);
	});

	test('that is sent again, or twice at once, is one picture with one set of files', async () => {
		const uploader = account();
		const before = await allFiles();
		const both = await Promise.all([store(uploader), store(uploader)]);
		const again = await store(uploader);
		expect(new Set([...both, again].map(({ id }) => id)).size).toBe(1);
		expect(await rows(uploader)).toHaveLength(1);
		expect((await allFiles()) - before).toBe(7);
	});

	test('of other bytes, by another, in another centre, by guests, or after it was attached is another picture', async () => {
		const uploader = account();
		const first = await store(uploader);
		await keep(uploader, first.id);
		const ids = [
			first,
			await store(uploader),
			await store(uploader, blue),
			await store(uploader, red, otherCentre),
			await store(account()),
			await store(guest),
			await store(guest)
		].map(({ id }) => id);
		expect(new Set(ids).size).toBe(7);
	});

	test('that is no picture leaves nothing', async () => {
		const uploader = account();
		const before = await allFiles();
		await expect(store(uploader, Buffer.from('<svg/>'))).rejects.toMatchObject({ name: 'Invalid' });
		expect([await rows(uploader), await allFiles()]).toEqual([[], before]);
	});

	test('that fills the disk is told so with 503, leaves neither row nor files, and succeeds when there is room', async () => {
		const uploader = account();
		const before = await allFiles();
		disk.room = 3;
		const failure: unknown = await store(uploader).catch((error: unknown) => error);
		expect(failure).toMatchObject({ name: 'StorageFailed', message: expect.stringMatching(/磁盘满了/) });
		expect(statusOf(failure)).toBe(503);
		expect([await rows(uploader), await allFiles()]).toEqual([[], before]);
		disk.room = Infinity;
		const { id } = await store(uploader);
		expect((await file(id))?.bytes.length).toBeGreaterThan(0);
	});

	test('whose row cannot be written leaves files at most', async () => {
		const nowhere = newId();
		await expect(store(account(), red, nowhere)).rejects.toThrow();
		expect(await db.selectFrom('files.picture').select('id').where('centre_id', '=', nowhere).execute()).toEqual([]);
	});
});

describe('a picture is attached', () => {
	test('by whoever uploaded it, or by the system, once', async () => {
		const uploader = account();
		const { id } = await store(uploader);
		await expect(keep(account(), id)).rejects.toMatchObject({ name: 'Missing' });
		await expect(keep(guest, id)).rejects.toMatchObject({ name: 'Missing' });
		await expect(keep(uploader, id, false, otherCentre)).rejects.toMatchObject({ name: 'Missing' });
		await expect(keep(uploader, newId())).rejects.toMatchObject({ name: 'Missing' });
		const twice = await Promise.allSettled([keep(uploader, id), keep(uploader, id)]);
		expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		await expect(keep(uploader, id, true)).rejects.toMatchObject({ name: 'Conflict' });
		expect((await file(id))?.isPublic).toBe(false);
		await keep(system('loader'), (await store(uploader, blue)).id);
	});

	test('by the guest who uploaded it, also once signed in', async () => {
		await keep(guest, (await store(guest)).id);
		await keep(account(), (await store(guest)).id);
	});

	test('and is not when the command that attaches it fails', async () => {
		const uploader = account();
		const { id } = await store(uploader);
		const failing = inWork(contextOf(uploader), async (work) => {
			await keepPicture(work, { centreId, pictureId: id, isPublic: true });
			throw new Error('something else went wrong');
		});
		await expect(failing).rejects.toThrow('something else');
		expect((await file(id))?.isPublic).toBe(false);
		await keep(uploader, id);
	});
});

describe('a kept picture', () => {
	test('is shown to everybody, and no longer, all that are named or none', async () => {
		const uploader = account();
		const [one, other, unkept] = [await store(uploader), await store(uploader, blue), await store(account())];
		for (const { id } of [one, other]) await keep(uploader, id);
		await publish([one.id, other.id, one.id], true);
		expect([(await file(one.id))?.isPublic, (await file(other.id))?.isPublic]).toEqual([true, true]);
		await expect(publish([one.id, unkept.id], false)).rejects.toMatchObject({ name: 'Missing' });
		expect((await file(one.id))?.isPublic).toBe(true);
		await publish([one.id], false);
		await publish([one.id], false);
		await publish([], false);
		expect([(await file(one.id))?.isPublic, (await file(other.id))?.isPublic]).toEqual([false, true]);
	});

	test('that nobody attached cannot be public, whatever the code says', async () => {
		const { id } = await store(account());
		await expect(db.updateTable('files.picture').set({ public: true }).where('id', '=', id).execute()).rejects.toThrow(
			/check/
		);
	});
});

test.each([
	['another size', 'huge', 'webp'],
	['a size without this format', 'thumb', 'avif'],
	['a way out of the folder', '../card', 'webp'],
	['nothing', '', '']
])('%s is not there', async (_, name, format) => {
	const { id } = await store(account());
	expect(await file(id, name, format)).toBeUndefined();
});

test('an id that is none, or of no picture, is not there', async () => {
	for (const id of ['x', `${newId()}'`, newId()]) expect(await file(id)).toBeUndefined();
});

test('after a day the uploads nobody attached are gone, row and files; the others stay', async () => {
	const uploader = account();
	const [left, kept] = [await store(uploader), await store(uploader, blue)];
	await keep(uploader, kept.id);
	await sweep(new Date(Date.now() + 23 * 3_600_000));
	expect(await rows(uploader)).toHaveLength(2);
	await sweep(new Date(Date.now() + 25 * 3_600_000));
	expect(await rows(uploader)).toEqual([{ id: kept.id }]);
	await expect(keep(uploader, left.id)).rejects.toMatchObject({ name: 'Missing' });
	expect(await filesIn(centreId, left.id)).toHaveLength(7);
	const owner = ownerPool(url);
	const worker = await startWorker(owner, db, { tasks: fileTasks.tasks, crontab: {} });
	await vi.waitFor(async () => expect(await filesIn(centreId, left.id)).toEqual([]), 10_000);
	await worker.stop();
	await owner.end();
	expect((await file(kept.id))?.bytes.length).toBeGreaterThan(0);
});

test('an upload that is sent again waits a day from then', async () => {
	const uploader = account();
	const at = (hours: number) => contextOf(uploader, clockAt(new Date(Date.now() + hours * 3_600_000)));
	const { id } = await storePicture(at(0), { centreId, bytes: red });
	await storePicture(at(20), { centreId, bytes: red });
	await sweep(new Date(Date.now() + 30 * 3_600_000));
	expect(await rows(uploader)).toEqual([{ id }]);
});
