import { fail } from '@sveltejs/kit';
import type { Context } from '#kernel/command.ts';
import { Refused, type Issue } from '#kernel/errors.ts';
import { readForm } from '#kernel/form.ts';
import { centreBySlug } from '#modules/directory/server.ts';
import { CheckProof, hoursWords } from '#modules/records/index.ts';
import { checkProof, type Checked } from '#modules/records/server.ts';
import { refusedPage } from '#src/routes/known-errors.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing here needs script: a form and an answer. */
export const csr = false;

interface Looked {
	code: string;
	name: string;
	checked: ReturnType<typeof shown> | null;
	issues: Issue[];
	message: string;
}

const nothing: Looked = { code: '', name: '', checked: null, issues: [], message: '' };

/** A scanned code fills the form in and is checked at once. */
export const load: PageServerLoad = async ({ params, url, locals: { context }, getClientAddress, request }) => {
	const code = url.searchParams.get('code')?.slice(0, 60).trim() ?? '';
	if (code === '' || request.method !== 'GET') return { looked: { ...nothing, code } };
	const { id: centreId } = await centreBySlug(context.db, params.centre).catch(refusedPage);
	return { looked: await look(context, { centreId, code, address: getClientAddress() }) };
};

export const actions: Actions = {
	default: async ({ params, request, locals: { context }, getClientAddress }) => {
		const form = await readForm(request, CheckProof);
		if (!form.ok) {
			const [code, name] = [String(form.values['code'] ?? ''), String(form.values['name'] ?? '')];
			return fail(422, { ...nothing, code, name, issues: form.issues });
		}
		const { id: centreId } = await centreBySlug(context.db, params.centre).catch(refusedPage);
		const looked = await look(context, { ...form.data, centreId, address: getClientAddress() });
		return looked.message === '' ? looked : fail(429, looked);
	}
};

/** The code is shown again; a name is not. */
async function look(context: Context, asked: Parameters<typeof checkProof>[1] & { code: string }): Promise<Looked> {
	const { code } = asked;
	try {
		return { ...nothing, code, checked: shown(await checkProof(context, asked)) };
	} catch (thrown) {
		// too often: the page says when to come back
		if (thrown instanceof Refused) return { ...nothing, code, message: thrown.message };
		throw thrown;
	}
}

const shown = (checked: Checked) =>
	checked.standing === 'valid' ? { ...checked, hours: hoursWords(checked.minutes) } : checked;
