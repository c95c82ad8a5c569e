import { expect, test } from 'vitest';
import { guest, type Actor } from '#kernel/actor.ts';
import { workIn } from '#kernel/command.ts';
import { newId, NO_CENTRE } from '#kernel/ids.ts';
import { testDatabase } from '#tests/support/database.ts';
import { notificationTasks, outboxIsOpen, outboxMessages, sendMessage } from './server.ts';

const { db, contextOf } = await testDatabase();
const here = { address: '127.0.0.1', headers: new Headers() };
const away = { address: '203.0.113.9', headers: new Headers() };
const proxied = { address: '127.0.0.1', headers: new Headers({ 'x-forwarded-for': '203.0.113.9' }) };
const [centreId, otherCentre] = [newId(), newId()];
const holding = (role: string, centre: string | null): Actor => ({
	kind: 'account',
	accountId: newId(),
	name: '某人',
	grants: [{ role, centreId: centre, scopeId: centre ?? newId() }]
});

const send = (centre: string, text: string, context = contextOf()) =>
	db
		.transaction()
		.execute((transaction) => sendMessage(workIn(context, transaction), { centreId: centre, to: '13812345678', text }));
const texts = async (actor: Actor) => (await outboxMessages(contextOf(actor), away)).map((message) => message.text);

test('without a gateway a message waits in the outbox, its number masked', async () => {
	await send(NO_CENTRE, '您的验证码是 123456');
	const [message] = await outboxMessages(contextOf(holding('administrator', null)), away);
	expect(message).toMatchObject({ to: '•••••••5678', text: '您的验证码是 123456', state: 'outbox' });
});

test('nothing is sent when the transaction fails', async () => {
	const failing = db.transaction().execute(async (transaction) => {
		await sendMessage(workIn(contextOf(), transaction), { centreId: NO_CENTRE, to: '13812345678', text: '不该发出' });
		throw new Error('something else went wrong');
	});
	await expect(failing).rejects.toThrow();
	expect(await texts(holding('administrator', null))).not.toContain('不该发出');
});

test('an administrator of a centre does not read the messages of another centre', async () => {
	await send(centreId, '本中心的短信');
	await send(otherCentre, '别的中心的短信');
	expect(await texts(holding('administrator', centreId))).toContain('本中心的短信');
	expect(await texts(holding('administrator', centreId))).not.toContain('别的中心的短信');
});

test('the outbox is hidden from everybody else, unless this is the sample and they sit at the machine', async () => {
	expect(await outboxIsOpen(contextOf(guest), here)).toBe(false);
	await expect(outboxMessages(contextOf(holding('clerk', centreId)), away)).rejects.toMatchObject({ name: 'Missing' });
	await db.updateTable('kernel.installation').set({ sample: true }).execute();
	expect(await outboxIsOpen(contextOf(guest), here)).toBe(true);
	expect(await outboxIsOpen(contextOf(guest), away)).toBe(false);
	expect(await outboxIsOpen(contextOf(guest), proxied)).toBe(false);
});

test('messages are forgotten after a week', async () => {
	const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000);
	await send(
		NO_CENTRE,
		'很久以前',
		contextOf(undefined, () => eightDaysAgo)
	);
	await notificationTasks.tasks['pruneMessages']?.(contextOf(), {});
	const all = await texts(holding('administrator', null));
	expect(all).not.toContain('很久以前');
	expect(all.length).toBeGreaterThan(0);
});
