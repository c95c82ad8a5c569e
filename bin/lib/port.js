import net from 'node:net';

/**
 * Fails like listening would (EADDRINUSE, EACCES, EADDRNOTAVAIL), before anything else is started.
 * @param {number} port @param {string} host
 */
export async function requireFreePort(port, host) {
	const server = net.createServer();
	await new Promise((resolve, reject) => {
		server.once('error', (error) => reject(Object.assign(error, { port, address: host })));
		server.listen(port, host, () => resolve(undefined));
	});
	await new Promise((resolve) => server.close(resolve));
}
