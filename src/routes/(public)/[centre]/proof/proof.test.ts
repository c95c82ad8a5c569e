import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { guest } from '#kernel/actor.ts';
import { issueProof, proofPaper } from '#modules/records/server.ts';
import { makeCast } from '#tests/support/cast.ts';
import { testDatabase } from '#tests/support/database.ts';
import { served } from '#tests/support/served.ts';
import { actions, load } from './+page.server.ts';
import Page from './+page.svelte';

const { db, contextOf } = await testDatabase();
const cast = await makeCast(db);
const [centreId, memberId] = [cast.here.id, cast.scopes.claimer];
await served(db, { centreId, memberId, day: '2026-01-10', minutes: 90 });
const span = { from: '2026-01-01', to: '2026-03-31' };
const id = await issueProof(cast.as('claimer'), { centreId, memberId, ...span });
const { code } = await proofPaper(cast.as('claimer'), centreId, id);

type Load = Parameters<typeof load>[0];
type Act = Parameters<NonNullable<(typeof actions)['default']>>[0];
const centre = {
	slug: 'here',
	name: '本街党群服务中心',
	phone: '020-00000000',
	address: '',
	openingHours: '',
	path: '/here'
};
const layout = { centre, elder: false, path: '/here/proof', user: null };

/** The page as it is sent, to somebody who types, and to somebody who scans. */
async function typed(fields: Record<string, string>): Promise<string> {
	const request = new Request('http://meihua.test/here/proof', { method: 'POST', body: new URLSearchParams(fields) });
	const form = await actions.default?.({ ...eventOf(request), request } as unknown as Act);
	const answer = (form && 'data' in form ? form.data : form) as never;
	return htmlOf({ looked: { code: '', name: '', checked: null, issues: [], message: '' } }, answer);
}
async function scanned(code: string): Promise<string> {
	const request = new Request(`http://meihua.test/here/proof?code=${encodeURIComponent(code)}`);
	return htmlOf((await load(eventOf(request) as unknown as Load)) as object, null as never);
}
const eventOf = (request: Request) => ({
	params: { centre: 'here' },
	url: new URL(request.url),
	request,
	locals: { context: contextOf(guest) },
	getClientAddress: () => '203.0.113.9'
});
function htmlOf(data: object, form: never): string {
	const props = { data: { ...layout, ...data }, form, params: { centre: 'here' } };
	const { head, body } = render(Page, { props: props as never });
	return head + body;
}

test('the page says that the proof is valid and what it says, and nothing of whom it is about', async () => {
	for (const html of [await typed({ code }), await scanned(code), await typed({ code, name: '苏启文' })]) {
		expect(html).toMatch(/有效/);
		expect(html).toContain('1.5小时');
		expect(html).not.toMatch(/苏|启文|先生/);
		expect(html).not.toContain(memberId);
	}
	expect(await typed({ code, name: '苏启文' })).toContain('一致。');
	expect(await typed({ code, name: '苏启武' })).toContain('不一致');
});

test('what nobody was given and what is no code make the same page', async () => {
	const without = (html: string, code: string) => html.replaceAll(code, '');
	const unknown = without(await typed({ code: 'ABCDEFGHJKMN' }), 'ABCDEFGHJKMN');
	expect(unknown).toContain('没有查到');
	for (const wrong of ['QQ', 'ABCD-EFGH', '9'.repeat(59)]) {
		expect(without(await typed({ code: wrong }), wrong)).toBe(unknown);
		expect(without(await scanned(wrong), wrong)).toBe(unknown);
	}
});

test('an empty form is shown again with what to do, and what was typed beside it is kept', async () => {
	const html = await typed({ code: '', name: '苏启文' });
	expect(html).toContain('<title>错误：');
	expect(html).toContain('苏启文');
});
