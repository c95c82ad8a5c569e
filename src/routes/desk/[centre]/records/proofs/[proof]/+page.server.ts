import { z } from 'zod';
import { centreById } from '#modules/directory/server.ts';
import { WithdrawProof } from '#modules/records/index.ts';
import { proofPaper, replaceProof, withdrawProof } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import { doing, keysFor, recordsCentre } from '../../records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { id, slug } = await recordsCentre(context, params.centre);
	const proof = await proofPaper(context, id, params.proof).catch(refusedPage);
	const address = `${url.origin}/${slug}/proof`;
	const { name, address: where, phone } = await centreById(context.db, id);
	return {
		proof,
		address,
		issuer: { name, address: where, phone },
		qr: drawQr(`${address}?code=${proof.code}`),
		keys: keysFor('withdraw', 'replace')
	};
};

const at = (centre: string, id: string) => `/desk/${centre}/records/proofs/${id}`;

export const actions: Actions = {
	withdraw: doing(WithdrawProof, async (context, data, { params: { centre, proof = '' } }, key) => {
		await withdrawProof(context, { ...data, proofId: proof }, key);
		return at(centre, proof);
	}),
	replace: doing(z.object({}), async (context, { centreId }, { params: { centre, proof = '' } }, key) =>
		at(centre, await replaceProof(context, { centreId, proofId: proof }, key))
	)
};
