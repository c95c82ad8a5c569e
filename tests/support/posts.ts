import http, { type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Session } from './cast.ts';

/** What came back, as somebody without script would see it. */
export interface Answer {
	status: number;
	/** Where it leads on to. */
	location: string | null;
	/** The words of the page. */
	text: string;
	cookies: string;
}

type Fields = Record<string, string> | FormData;

/** Sends a form as a browser without script would. */
export async function post(
	origin: string,
	path: string,
	fields: Fields,
	{
		session,
		cookie = session?.cookie,
		from = origin
	}: { session?: Session | undefined; cookie?: string; from?: string } = {}
): Promise<Answer> {
	const answer = await fetch(origin + path, {
		method: 'POST',
		redirect: 'manual',
		headers: { accept: 'text/html', origin: from, ...(cookie ? { cookie } : {}) },
		body: fields instanceof FormData ? fields : new URLSearchParams(fields)
	});
	return answerOf(answer);
}

export async function get(origin: string, path: string, session?: Session): Promise<Answer> {
	const headers = { accept: 'text/html', ...(session ? { cookie: session.cookie } : {}) };
	return answerOf(await fetch(origin + path, { redirect: 'manual', headers }));
}

/** Says how many bytes it is going to send, and sends none of them before it hears what comes of that. */
export async function announce(origin: string, path: string, bytes: number): Promise<Pick<Answer, 'status' | 'text'>> {
	const headers = { origin, 'content-type': 'multipart/form-data; boundary=x', 'content-length': bytes };
	const request = http.request(origin + path, { method: 'POST', headers });
	request.flushHeaders();
	const [answer] = (await once(request, 'response')) as [IncomingMessage];
	const html = await text(answer);
	request.destroy();
	return { status: answer.statusCode ?? 0, text: wordsOf(html) };
}

async function answerOf(answer: Response): Promise<Answer> {
	const html = await answer.text();
	return {
		status: answer.status,
		location: answer.headers.get('location'),
		text: wordsOf(html),
		cookies: answer.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ')
	};
}

const wordsOf = (html: string): string =>
	html
		.replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');
