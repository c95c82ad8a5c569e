import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test('a path of this site is kept, with its search', () => {
	expect(localPath('/meihuacun/wishes?state=open#top')).toBe('/meihuacun/wishes?state=open#top');
});

test.each([
	'//evil.example',
	'/\\evil.example',
	'https://evil.example',
	'javascript:alert(1)',
	'/\t/evil.example',
	'',
	null
])('%j is no path of this site', (text) =>
	expect(new URL(localPath(text), 'https://centre.example').host).toBe('centre.example')
);

test('whatever comes in, one stays on this site', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.webUrl(),
				fc.string(),
				fc.string().map((text) => `/${text}`)
			),
			(text) => {
				const path = localPath(text);
				return path.startsWith('/') && new URL(path, 'https://centre.example').host === 'centre.example';
			}
		)
	);
});
