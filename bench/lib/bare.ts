import { readFileSync } from 'node:fs';
import http from 'node:http';

const body = readFileSync(process.env['BODY'] ?? '');
const headers = JSON.parse(process.env['HEADERS'] ?? '{}') as Record<string, string>;

http
	.createServer((_request, response) => response.writeHead(200, headers).end(body))
	.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit());
