/** A path of this site to go back to, out of an address or form that anybody may have made; the fallback for anything else. */
export function localPath(text: unknown, fallback = '/'): string {
	if (typeof text !== 'string' || !/^\/(?![/\\])/.test(text)) return fallback;
	const url = URL.parse(text, HERE);
	return url?.origin === HERE ? url.pathname + url.search + url.hash : fallback;
}

const HERE = 'http://here.invalid';
