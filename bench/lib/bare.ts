import http from 'node:http';

const { body, headers } = JSON.parse(process.env['ANSWER'] ?? '{}') as {
	body: string;
	headers: Record<string, string>;
};
const bytes = Buffer.from(body, 'base64');

http
	.createServer((_request, response) => response.writeHead(200, headers).end(bytes))
	.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit());
