import type { IncomingMessage } from 'node:http';
import { env } from '#env';

/** How SvelteKit and the API learn the visitor's address: we fill it, whatever the visitor sent. */
export const ADDRESS_HEADER = 'x-client-ip';
export const PROTOCOL_HEADER = 'x-forwarded-proto';
export const FILLED_IN = [ADDRESS_HEADER, PROTOCOL_HEADER, 'host'] as const;

type Trust = Pick<ReturnType<typeof env>, 'trustedProxy' | 'publicOrigin'>;

/**
 * Writes into a request who asks and under which origin the site is seen. Headers of the visitor's own are overwritten;
 * a proxy's count only when it is trusted, and then the last entry, which is the one the proxy itself wrote.
 */
export function fillIn(request: IncomingMessage, { trustedProxy, publicOrigin }: Trust = env()): void {
	const { headers } = request;
	const forwarded = (name: string) => (trustedProxy ? lastOf(headers[name]) : undefined);
	headers[ADDRESS_HEADER] = forwarded('x-forwarded-for') ?? plain(request.socket.remoteAddress ?? '');
	if (publicOrigin) {
		const { protocol, host } = new URL(publicOrigin);
		headers[PROTOCOL_HEADER] = protocol.slice(0, -1);
		headers.host = host;
	} else {
		headers[PROTOCOL_HEADER] = forwarded(PROTOCOL_HEADER) === 'https' ? 'https' : 'http';
		const host = forwarded('x-forwarded-host') ?? headers.host;
		if (host !== undefined) headers.host = host;
	}
}

/** The site's origin as this visitor sees it, after `fillIn`. */
export const originFor = (headers: IncomingMessage['headers']): string =>
	`${String(headers[PROTOCOL_HEADER])}://${headers.host ?? ''}`;

/** Whether a request comes from this very machine, and no proxy has passed it on. */
export const isLocal = ({ socket, headers }: IncomingMessage): boolean =>
	/^(127\.\d+\.\d+\.\d+|::1)$/.test(plain(socket.remoteAddress ?? '')) &&
	headers['x-forwarded-for'] === undefined &&
	headers['forwarded'] === undefined;

function lastOf(header: string | string[] | undefined): string | undefined {
	const last = String(header ?? '')
		.split(',')
		.at(-1)
		?.trim();
	return last === '' ? undefined : last;
}

/** An IPv4 address that came in over IPv6 is the IPv4 address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');
