import { sealView } from '#kernel/operations.server.ts';
import { auditedCentre } from '../../office.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { context } }) => {
	const { id } = await auditedCentre(context, params.centre);
	return { centreSeal: await sealView(context.db, id), securitySeal: await sealView(context.db) };
};
