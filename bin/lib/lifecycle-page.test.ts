import { expect, test } from 'vitest';
import { days, lifecycle, to, workdays } from '#kernel/lifecycle.ts';
import { isLifecycle, lifecyclePage } from './lifecycle-page.ts';

const parcel = lifecycle<'sent' | 'lost' | 'here', 'lose' | 'bring', 'postman' | 'clerk'>({
	name: '包裹',
	initial: 'sent',
	roles: { postman: '邮递员', clerk: '窗口' },
	actions: { lose: '报失', bring: '送达' },
	states: {
		sent: {
			label: '在路上',
			within: workdays(3),
			on: { lose: to('lost').by('clerk'), bring: to('here').by('postman', 'clerk') }
		},
		lost: { label: '找不到', within: days(30), on: { bring: to('here', 'sent').by('postman') } },
		here: { label: '已送达', on: {} }
	}
});

test('the page tells for each state who may do what, where it leads and until when', () => {
	const page = lifecyclePage([{ module: 'post', lifecycle: parcel }]);
	expect(page).toContain('## post：包裹');
	expect(page).toContain('sent --> lost: 报失');
	expect(
		page
			.split('\n')
			.filter((line) => line.startsWith('|'))
			.slice(2)
	).toEqual([
		'| 在路上 | 3 个工作日 | 报失 | 找不到 | 窗口 |',
		'|  |  | 送达 | 已送达 | 邮递员、窗口 |',
		'| 找不到 | 30 天 | 送达 | 已送达、在路上 | 邮递员 |',
		'| 已送达 |  | （到此结束） |  |  |'
	]);
});

test('other things that a module exports are no lifecycle', () => {
	expect([parcel, ['sent'], { name: '包裹' }, null, 'sent', () => undefined].filter(isLifecycle)).toEqual([parcel]);
});
