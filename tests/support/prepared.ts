import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Stage } from './stage.ts';
import { confirmationFor } from './wishes.ts';

type Prepare = (page: Page, origin: string, stage: Stage) => Promise<void>;

const NEW = '/here/wishes/new';

/** The answers of somebody who sends a wish, by question. */
const answers = (stage: Stage, contactWay: 'code' | 'callBack'): [string, Record<string, string>][] => [
	['told', { told: '家里的灯太暗了，想换一盏亮一点的' }],
	['pictures', {}],
	['whom', { whom: 'self' }],
	['category', { category: 'goods' }],
	['community', { communityId: stage.here.communityId }],
	['beneficiary', { beneficiaryKind: 'elder' }],
	['name', { name: '陈小梅', address: '样例街1号101' }],
	['phone', { phone: freshPhone(), contactWay }]
];

let phones = 0;

/** A code goes to a number once a minute. */
const freshPhone = (): string =>
	`138${process.pid.toString().padStart(6, '0').slice(-6)}${String((phones += 1)).padStart(2, '0')}`;

async function post(page: Page, origin: string, path: string, form: Record<string, string>): Promise<void> {
	const answer = await page.request.post(`${origin}${path}`, { form, headers: { origin, accept: 'text/html' } });
	expect(answer.status(), path).toBe(200);
}

const draft =
	(questions: number, contactWay: 'code' | 'callBack' = 'callBack'): Prepare =>
	async (page, origin, stage) => {
		for (const [question, form] of answers(stage, contactWay).slice(0, questions))
			await post(page, origin, `${NEW}/${question}`, form);
	};

const opened: Prepare = async (page, origin, stage) => {
	const { path } = await confirmationFor(stage);
	await page.goto(origin + path);
};

const unlocked: Prepare = async (page, origin, stage) => {
	const { path, code } = await confirmationFor(stage);
	await page.goto(origin + path);
	await post(page, origin, '/confirm', { code });
};

/** What has to be done first in the same browser, by the page that is to be seen then. */
export const prepared: Record<string, Prepare> = {
	'/[centre]/wishes/new': draft(2),
	'/[centre]/wishes/new/check': draft(8),
	'/[centre]/wishes/new/code': draft(8, 'code'),
	'/[centre]/wishes/new/received': async (page, origin, stage) => {
		await draft(8)(page, origin, stage);
		await post(page, origin, `${NEW}/check`, {});
	},
	'/sign-in/code': (page, origin) => post(page, origin, '/sign-in?/code', { phone: freshPhone() }),
	'/confirm': opened,
	'/confirm/answer': unlocked,
	'/confirm/reopening': unlocked,
	'/confirm/thanks': async (page, origin, stage) => {
		await unlocked(page, origin, stage);
		await page.goto(`${origin}/confirm/reopening`);
		await page.getByLabel('请写一写').fill('灯还是不亮');
		await page.getByRole('main').getByRole('button').click();
		await page.waitForURL('**/confirm/thanks');
	}
};
