import { shanghaiDate } from '#modules/deadlines/index.ts';
import { ledgerFilterIn } from '#modules/wishes/index.ts';
import { ledgerFile } from '#modules/wishes/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { deskOf } from '../../desk.server.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The ledger that the page shows under the same filter, all its pages, as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { context } }) => {
	const { id, name, slug } = await deskOf(context, params.centre);
	const today = shanghaiDate(context.clock());
	const file = await ledgerFile(context, id, ledgerFilterIn(url.searchParams, today)).catch(refusedPage);
	const title = encodeURIComponent(`${name}双微台账${today}.xlsx`);
	return new Response(new Uint8Array(file), {
		headers: {
			'content-type': XLSX,
			'content-disposition': `attachment; filename="ledger-${slug}-${today}.xlsx"; filename*=UTF-8''${title}`,
			'cache-control': 'no-store'
		}
	});
};
