import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillIn, isLocal, originFor } from './visit.ts';

const request = (headers: Record<string, string>, remoteAddress = '203.0.113.9') =>
	({ headers: { host: 'meihua.test', ...headers }, socket: { remoteAddress } }) as unknown as IncomingMessage;

const direct = { trustedProxy: false, publicOrigin: undefined };
const behindProxy = { trustedProxy: true, publicOrigin: undefined };

function filled(
	headers: Record<string, string>,
	trust: typeof direct | { trustedProxy: boolean; publicOrigin: string }
) {
	const made = request(headers);
	fillIn(made, trust);
	return made.headers;
}

test('without a trusted proxy no header of the visitor decides where they come from', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (address, forwarded, protocol) => {
			const headers = filled(
				{ 'x-client-ip': address, 'x-forwarded-for': forwarded, 'x-forwarded-proto': protocol },
				direct
			);
			return headers['x-client-ip'] === '203.0.113.9' && headers['x-forwarded-proto'] === 'http';
		})
	);
});

test('behind a trusted proxy the last entry counts: the others were written by the visitor', () => {
	const headers = filled(
		{
			'x-client-ip': '1.1.1.1',
			'x-forwarded-for': '6.6.6.6, 198.51.100.4',
			'x-forwarded-proto': 'http, https',
			'x-forwarded-host': 'evil.test, example.cn'
		},
		behindProxy
	);
	expect(headers['x-client-ip']).toBe('198.51.100.4');
	expect(originFor(headers)).toBe('https://example.cn');
});

test('a trusted proxy that says nothing leaves the address of the socket', () => {
	expect(filled({ 'x-forwarded-for': '' }, behindProxy)['x-client-ip']).toBe('203.0.113.9');
	expect(originFor(filled({}, behindProxy))).toBe('http://meihua.test');
});

test('a site with a public origin is seen under that origin only', () => {
	const trust = { trustedProxy: false, publicOrigin: 'https://example.cn:8443' };
	expect(originFor(filled({ host: 'evil.test', 'x-forwarded-host': 'evil.test' }, trust))).toBe(
		'https://example.cn:8443'
	);
});

test('an IPv4 address that comes in over IPv6 is told as IPv4', () => {
	const made = request({}, '::ffff:192.0.2.1');
	fillIn(made, direct);
	expect(made.headers['x-client-ip']).toBe('192.0.2.1');
});

test('local is who sits at the machine, not who was passed on by a proxy on it', () => {
	expect(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'].map((address) => isLocal(request({}, address)))).toEqual(
		[true, true, true, true]
	);
	expect(isLocal(request({}, '203.0.113.9'))).toBe(false);
	expect(isLocal(request({ 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1'))).toBe(false);
});
