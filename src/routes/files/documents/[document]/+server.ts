import { error } from '@sveltejs/kit';
import { documentFile } from '#modules/files/server.ts';
import { maySeeDocument } from '#modules/wishes/server.ts';
import type { RequestHandler } from './$types';

/** A document as a download, for staff and claimers of its wish. Answers 404 for what is not there, and for what is not for this visitor. */
export const GET: RequestHandler = async ({ params, locals: { context } }) => {
	const document = await documentFile(context.db, params.document);
	if (!document || !(await maySeeDocument(context, document.centreId, params.document)))
		error(404, '没有这个文件，或者它不是给您看的。');
	const ending = document.name.split('.').at(-1);
	return new Response(new Uint8Array(document.bytes), {
		headers: {
			'content-type': document.contentType,
			// RFC 6266: a plain name for old programs, the real one for all others
			'content-disposition': `attachment; filename="document.${ending}"; filename*=UTF-8''${encoded(document.name)}`,
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store'
		}
	});
};

/** RFC 8187: what encodeURIComponent leaves and the header does not allow. */
const encoded = (name: string) =>
	encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
