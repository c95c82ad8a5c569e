import { env } from '#env';
import type { Work } from '#kernel/command.ts';
import { centreById, organisationById } from '#modules/directory/server.ts';
import { accountsWith } from '#modules/identity/server.ts';
import { messageAccount, messagePerson } from '#modules/people/server.ts';
import { periodWords } from '../period.ts';

interface Report {
	centreId: string;
	reportId: string;
	organisationId: string;
	quarter: string;
}

/** Tells the representatives that a report is there, else the unit's contact. Returns how many were reached. */
export async function tellUnit(work: Work, { centreId, reportId, organisationId, quarter }: Report): Promise<number> {
	const { name, slug, phone } = await centreById(work.db, centreId);
	const unit = await organisationById(work.db, centreId, organisationId);
	const { publicOrigin, host, port } = env();
	const link = `${publicOrigin ?? `http://${host}:${port}`}/my/${slug}/feedback/${reportId}`;
	const told = `${name}：${unit.name}${periodWords(quarter)}党员双服务的情况反馈给您。`;
	let reached = 0;
	for (const accountId of await accountsWith(work.db, organisationId, 'organisationRepresentative'))
		reached += Number(
			await messageAccount(work, { centreId, accountId, text: `${told}请登录查看，并点一下“确认收到”：${link}` })
		);
	if (reached > 0) return reached;
	const contact = await work.db
		.selectFrom('directory.organisation')
		.select('contact_id')
		.where('centre_id', '=', centreId)
		.where('id', '=', organisationId)
		.executeTakeFirst();
	if (!contact?.contact_id) return 0;
	const text = `${told}纸质的请到中心来取，或者打电话 ${phone} 确认收到。`;
	return Number(await messagePerson(work, { centreId, personId: contact.contact_id, text }));
}
