import { command, type Work } from '#kernel/command.ts';
import { Invalid, Refused } from '#kernel/errors.ts';
import { mayKeep } from '#modules/directory/index.ts';
import {
	addOrganisation,
	addPartyOrganisation,
	changeOrganisation,
	changePartyOrganisation,
	membersWhoAre,
	organisationById,
	partyOrganisationById
} from '#modules/directory/server.ts';
import { RewriteOrganisation, RewritePartyOrganisation, WriteOrganisation, WritePartyOrganisation } from '../forms.ts';
import { personsByName } from '../named.server.ts';
import { namesOnRoster } from '../roster.server.ts';
import { sameName } from '../writing.ts';
import { keepPerson } from './keep-person.server.ts';

/** Adds an organisation with its contact. Returns its id. Errors: those of addOrganisation; Invalid when the contact cannot be told. */
export const writeOrganisation = command('people.writeOrganisation', WriteOrganisation, async (work, input) => {
	const { contactName, contactPhone, ...organisation } = input;
	const contact = { field: 'contactName', name: contactName, phone: contactPhone, now: null };
	return addOrganisation(work, { ...organisation, contactId: await whoIs(work, input.centreId, contact) });
});

/** All of an organisation as it shall be. Errors: those of changeOrganisation; Invalid. */
export const rewriteOrganisation = command('people.rewriteOrganisation', RewriteOrganisation, async (work, input) => {
	const { contactName, contactPhone, ...organisation } = input;
	mustKeep(work, input.centreId);
	const { contactId: now } = await organisationById(work.db, input.centreId, input.id);
	const contact = { field: 'contactName', name: contactName, phone: contactPhone, now };
	await changeOrganisation(work, { ...organisation, contactId: await whoIs(work, input.centreId, contact) });
});

/** Adds a party organisation with its secretary and contact. Returns its id. Errors: those of addPartyOrganisation; Invalid. */
export const writePartyOrganisation = command(
	'people.writePartyOrganisation',
	WritePartyOrganisation,
	(work, input) => {
		const { secretaryName, secretaryPhone, contactName, contactPhone, ...party } = input;
		const told = { secretaryName, secretaryPhone, contactName, contactPhone };
		return peopleOf(work, input.centreId, told).then((people) => addPartyOrganisation(work, { ...party, ...people }));
	}
);

/** All of a party organisation as it shall be. Errors: those of changePartyOrganisation; Invalid. */
export const rewritePartyOrganisation = command(
	'people.rewritePartyOrganisation',
	RewritePartyOrganisation,
	async (work, input) => {
		const { secretaryName, secretaryPhone, contactName, contactPhone, ...party } = input;
		mustKeep(work, input.centreId);
		const now = await partyOrganisationById(work.db, input.centreId, input.id);
		const told = { secretaryName, secretaryPhone, contactName, contactPhone };
		await changePartyOrganisation(work, { ...party, ...(await peopleOf(work, input.centreId, told, now)) });
	}
);

interface Told {
	secretaryName?: string | undefined;
	secretaryPhone?: string | undefined;
	contactName?: string | undefined;
	contactPhone?: string | undefined;
}

async function peopleOf(
	work: Work,
	centreId: string,
	{ secretaryName, secretaryPhone, contactName, contactPhone }: Told,
	now: { secretaryId: string | null; contactId: string | null } = { secretaryId: null, contactId: null }
) {
	const secretary = { field: 'secretaryName', name: secretaryName, phone: secretaryPhone, now: now.secretaryId };
	const contact = { field: 'contactName', name: contactName, phone: contactPhone, now: now.contactId };
	return { secretaryId: await whoIs(work, centreId, secretary), contactId: await whoIs(work, centreId, contact) };
}

interface Sought {
	field: string;
	name: string | undefined;
	phone: string | undefined;
	/** Who it is now: the same name without a number is the same person. */
	now: string | null;
}

/** The person of a name: with a number found or made, without one the only member who is called so. */
async function whoIs(work: Work, centreId: string, { field, name, phone, now }: Sought): Promise<string | null> {
	mustKeep(work, centreId);
	if (name === undefined) {
		if (phone === undefined) return null;
		throw new Invalid('请把姓名也写上', [{ field, message: '写了手机号，请把姓名也写上' }]);
	}
	if (phone !== undefined) return keepPerson(work, { centreId, name, phone });
	if (now !== null) {
		const own = (await namesOnRoster(work.db, centreId, [now])).get(now);
		if (own !== undefined && sameName(own) === sameName(name)) return now;
	}
	const persons = (await personsByName(work.db, centreId, [name])).get(name) ?? [];
	const [member, ...more] = await membersWhoAre(work.db, centreId, persons);
	if (member && more.length === 0) return member.personId;
	const message = member
		? `叫“${name}”的党员不止一位，请把手机号也写上`
		: `名册里没有叫“${name}”的党员，请把手机号也写上`;
	throw new Invalid(message, [{ field, message }]);
}

function mustKeep({ actor }: Work, centreId: string): void {
	if (!mayKeep(actor, centreId)) throw new Refused('只有本中心的工作人员和管理员可以修改名录。');
}
