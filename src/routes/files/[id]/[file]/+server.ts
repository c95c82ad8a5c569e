import { error } from '@sveltejs/kit';
import { accountOf } from '#kernel/actor.ts';
import { pictureFile } from '#modules/files/server.ts';
import { maySeePicture } from '#modules/wishes/server.ts';
import type { RequestHandler } from './$types';

/** The bytes behind an address never change, but a consent may be withdrawn: a minute later everybody asks again, which costs a 304. */
const PUBLIC = 'public, max-age=60, must-revalidate';
const PRIVATE = 'private, no-store';

/** One encoding of a picture: `/files/<id>/<name>.<format>`. Answers 404 for what is not there, and for what is not for this visitor. */
export const GET: RequestHandler = async ({ params, request, locals: { context } }) => {
	const [name = '', format = '', ...more] = params.file.split('.');
	const picture = more.length === 0 ? await pictureFile(context.db, { id: params.id, name, format }) : undefined;
	if (!picture) error(404, '没有这张图片，或者它已经撤下。');
	const isOwnUpload = picture.uploadedBy !== null && picture.uploadedBy === accountOf(context.actor);
	if (!picture.isPublic && !isOwnUpload && !(await maySeePicture(context, picture.centreId, params.id)))
		error(404, '没有这张图片，或者它已经撤下。');
	const headers = { 'cache-control': picture.isPublic ? PUBLIC : PRIVATE, etag: picture.etag };
	if (request.headers.get('if-none-match')?.includes(picture.etag)) return new Response(null, { status: 304, headers });
	return new Response(new Uint8Array(picture.bytes), { headers: { ...headers, 'content-type': picture.contentType } });
};
