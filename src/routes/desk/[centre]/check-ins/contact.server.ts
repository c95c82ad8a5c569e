import type { Context } from '#kernel/command.ts';
import { readForm } from '#kernel/form.ts';
import { OpenContact, spoken, type ReporterKind } from '#modules/checkins/index.ts';
import { memberCheckIn, openCheckInContact, organisationCheckIn } from '#modules/checkins/server.ts';
import { malformed, refusedForm, refusedPage } from '#src/routes/known-errors.server.ts';
import { keptCentre } from '../office.server.ts';

interface Visit {
	params: { centre: string; checkIn: string };
	locals: { context: Context };
	request: Request;
	setHeaders: (headers: Record<string, string>) => void;
}

export async function loadContact({ params, locals: { context }, setHeaders }: Visit, kind: ReporterKind) {
	setHeaders({ 'cache-control': 'no-store' });
	const { id } = await keptCentre(context, params.centre);
	const read = kind === 'member' ? memberCheckIn : organisationCheckIn;
	const { reference, name } = await read(context, id, params.checkIn).catch(refusedPage);
	return { about: `${spoken(reference)} · ${name}` };
}

/** Shown in this answer alone: in no address, and kept by nobody. Each time is recorded anew. */
export async function actContact({ params, locals: { context }, request }: Visit, of: ReporterKind) {
	const { id: centreId } = await keptCentre(context, params.centre);
	const form = await readForm(request, OpenContact);
	if (!form.ok) return malformed(form);
	const asked = { centreId, checkInId: params.checkIn, of, reason: form.data.reason };
	const contact = await openCheckInContact(context, asked).catch((thrown: unknown) => refusedForm(thrown, form.data));
	return 'name' in contact ? { contact } : contact;
}
