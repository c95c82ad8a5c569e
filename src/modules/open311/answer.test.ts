import { expect, test } from 'vitest';
import { formatOf } from './answer.ts';

test.each([
	['/open311/a/v2/requests.json', 'text/xml', 'json'],
	['/open311/a/v2/requests.xml', 'application/json', 'xml'],
	['/open311/a/v2/requests', 'application/json', 'json'],
	['/open311/a/v2/requests', 'application/xml;q=0.3, application/json; q=0.8', 'json'],
	['/open311/a/v2/requests', 'application/json;q=0.3,text/xml', 'xml'],
	['/open311/a/v2/requests', 'application/json;q=0', 'xml'],
	['/open311/a/v2/requests', '*/*', 'xml'],
	['/open311/a/v2/requests', undefined, 'xml']
])('%s with Accept %s is answered in %3$s', (path, accept, format) => {
	expect(formatOf(path, accept)).toBe(format);
});
