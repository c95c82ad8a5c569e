import { outboxMessages } from '#modules/notifications/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ request, locals, getClientAddress, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const visitor = { address: getClientAddress(), headers: request.headers };
	return { messages: await outboxMessages(locals.context, visitor).catch(refusedPage) };
};
