import { error } from '@sveltejs/kit';
import { isKnown } from '#kernel/errors.ts';
import { pictureFile } from '#modules/files/server.ts';
import { workToConfirm } from '#modules/wishes/server.ts';
import { confirmingOf } from '../../../confirming.server.ts';
import type { RequestHandler } from './$types';

/** The pictures a person is asked about, for whoever holds link and code: of this one wish alone. Answers 404 for all others. */
export const GET: RequestHandler = async ({ params, cookies, locals: { context } }) => {
	const confirming = confirmingOf(cookies);
	if (confirming?.step !== 'unlocked') error(404, '没有这张图片。');
	const work = await workToConfirm(context, confirming).catch((thrown: unknown) => {
		if (!isKnown(thrown)) throw thrown;
		error(404, '没有这张图片。');
	});
	const [name = '', format = ''] = params.file.split('.');
	const isShown = work.pictures.some(({ id }) => id === params.id);
	const picture = isShown ? await pictureFile(context.db, { id: params.id, name, format }) : undefined;
	if (!picture) error(404, '没有这张图片。');
	const headers = { 'content-type': picture.contentType, 'cache-control': 'private, no-store' };
	return new Response(new Uint8Array(picture.bytes), { headers });
};
