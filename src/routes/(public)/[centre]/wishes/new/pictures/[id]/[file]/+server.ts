import { error } from '@sveltejs/kit';
import { pictureFile } from '#modules/files/server.ts';
import { openDraft } from '../../../draft.server.ts';
import type { RequestHandler } from './$types';

/** The pictures somebody has just uploaded, for the browser that holds their draft alone. Answers 404 for all others. */
export const GET: RequestHandler = async (event) => {
	const { params, locals } = event;
	const { draft } = await openDraft(event);
	const [name = '', format = ''] = params.file.split('.');
	const isTheirs = draft?.answers.pictureIds?.includes(params.id) ?? false;
	const picture = isTheirs ? await pictureFile(locals.context.db, { id: params.id, name, format }) : undefined;
	if (!picture) error(404, '没有这张图片。');
	const headers = { 'content-type': picture.contentType, 'cache-control': 'private, no-store' };
	return new Response(new Uint8Array(picture.bytes), { headers });
};
