import { z } from 'zod';
import { proofPaper, replaceProof } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import { drawQr } from '#ui/qr/draw.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { doing, keysFor, ownMember } from '../../own.server.ts';

export const load: PageServerLoad = async ({ params, url, locals: { context } }) => {
	const { centre } = await ownMember(context, params.centre);
	const proof = await proofPaper(context, centre.id, params.proof).catch(refusedPage);
	const address = `${url.origin}/${centre.slug}/proof`;
	return {
		proof,
		address,
		issuer: { name: centre.name, address: centre.address, phone: centre.phone },
		qr: drawQr(`${address}?code=${proof.code}`),
		keys: keysFor('replace')
	};
};

export const actions: Actions = {
	default: doing(z.object({}), async (context, { centreId }, { params: { centre, proof = '' } }, key) => {
		await ownMember(context, centre);
		const id = await replaceProof(context, { centreId, proofId: proof }, key);
		return `/my/${centre}/record/proofs/${id}`;
	})
};
