import { expect, test } from 'vitest';
import { storeDocument } from '#modules/files/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { wishIn } from '#tests/support/wishes.ts';
import { GET } from './+server.ts';

const { db } = await testDatabase();
const cast = await makeCast(db);
const bytes = Buffer.from('%PDF-1.4\n%%EOF');
const ask = async (visitor: 'claimer' | 'member' | 'guest', document: string) =>
	GET({ params: { document }, locals: { context: cast.as(visitor) } } as unknown as Parameters<typeof GET>[0]);

test('a document is a download for whoever may see it, with its own name and nothing guessed', async () => {
	const id = await storeDocument(cast.as('claimer'), { centreId: cast.here.id, name: "发票 (1)'.pdf", bytes });
	await expect(ask('claimer', id)).rejects.toMatchObject({ status: 404 });
	await wishIn(cast, 'submitted', [], [id]);
	const answer = await ask('claimer', id);
	expect(Object.fromEntries(answer.headers)).toEqual({
		'content-type': 'application/pdf',
		'content-disposition': `attachment; filename="document.pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%20%281%29%27.pdf`,
		'x-content-type-options': 'nosniff',
		'cache-control': 'private, no-store'
	});
	expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
	for (const visitor of ['member', 'guest'] as const)
		await expect(ask(visitor, id)).rejects.toMatchObject({ status: 404 });
	await expect(ask('claimer', 'x')).rejects.toMatchObject({ status: 404 });
});
