// Keeps the scans of a shift in the phone until they have arrived: each has an id that was made here, so it counts once however
// often it is sent. Its time is that of its code; of typed digits the phone tells how long ago they were typed, so that a clock
// that is wrong does no harm. Also runs on /attendance-offline.html, which stands in when there is no signal at all.

const STORE = 'meihua.scans';
const WHO = 'meihua.member';
const WAIT_MS = 15_000;
const AGAIN_MS = 30_000;
const KEPT_MS = 8 * 86_400_000;

/** @typedef {{ id: string, api: string, kind: string, code: string, member: string | null, title: string, at: number, why?: string }} Stored */

/** @typedef {{ done: boolean, ok: boolean, said: string }} Outcome */

/** Stands in for the page of the server. */
const isOffline = document.documentElement.dataset['offline'] === 'yes';

/** @returns {Stored[]} */
function stored() {
	try {
		/** @type {Stored[]} */
		const all = JSON.parse(localStorage.getItem(STORE) ?? '[]');
		return all.filter(({ at }) => Date.now() - at < KEPT_MS);
	} catch {
		// a browser that keeps nothing, or holds what is not ours
		return [];
	}
}

/** @param {Stored[]} all */
function keep(all) {
	try {
		localStorage.setItem(STORE, JSON.stringify(all));
		return true;
	} catch {
		return false;
	}
}

/** A version 4 UUID; `crypto.randomUUID` is only there on https. */
function newId() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const SIGN_IN = '登录过期了。请登录，登录以后会自动补上。';
const SAVED = '没有信号，已经存在手机里。有信号时打开这个页面会自动补上，只算一次。';

/**
 * Done: the server has decided. Else it stays in the phone, with the reason.
 * @param {Stored} scan
 * @returns {Promise<Outcome>}
 */
async function send({ id, api, kind, code, member, at }) {
	const ago = Math.max(0, Math.round((Date.now() - at) / 1000));
	const body = JSON.stringify({ id, kind, code, agoSeconds: ago, ...(member ? { memberId: member } : {}) });
	const answer = await fetch(api, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
		signal: AbortSignal.timeout(WAIT_MS)
	}).catch(() => undefined);
	if (!answer || answer.status >= 500) return { done: false, ok: false, said: SAVED };
	const told = await answer.json().catch(() => ({}));
	if (answer.ok) return { done: true, ok: told.accepted === true, said: String(told.message) };
	if (answer.status === 401) return { done: false, ok: false, said: SIGN_IN };
	return { done: answer.status !== 429, ok: false, said: told.error?.message ?? '没有记上，请找负责人登记。' };
}

let isSending = false;

/** Sends what is kept, the oldest first; what cannot be sent now is tried again. @returns {Promise<Outcome | undefined>} */
async function sendAll() {
	if (isSending) return undefined;
	isSending = true;
	let last;
	try {
		/** @type {Set<string>} */
		const tried = new Set();
		const next = () => stored().find((one) => isOurs(one) && !tried.has(one.id));
		for (let scan = next(); scan; scan = next()) {
			tried.add(scan.id);
			const outcome = await send(scan);
			last = outcome;
			const { id } = scan;
			if (outcome.done) keep(stored().filter((one) => one.id !== id));
			else break;
		}
	} finally {
		isSending = false;
	}
	show(last);
	if (last?.done) tell(last.ok, last.said);
	return last;
}

/** Of somebody else who was signed in here before: theirs wait for them. @param {Stored} scan */
function isOurs({ member }) {
	const here = document.querySelector('[data-stored-scans]')?.getAttribute('data-member');
	return !here || !member || member === here;
}

const clock = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'short', timeStyle: 'short' });

/** @param {{ said: string } | undefined} last */
function show(last) {
	const section = document.querySelector('[data-stored-scans]');
	if (!(section instanceof HTMLElement)) return;
	const all = stored();
	section.hidden = all.length === 0;
	const lines = all.map((scan) => {
		const line = document.createElement('li');
		const whose = isOurs(scan) ? '' : '（另一位党员的，请本人登录）';
		line.textContent = `${clock.format(scan.at)} ${scan.kind === 'in' ? '我到了' : '我走了'} ${scan.title}${whose}`;
		return line;
	});
	section.querySelector('[data-stored-list]')?.replaceChildren(...lines);
	const note = section.querySelector('[data-stored-note]');
	if (!note) return;
	note.textContent = all.length === 0 ? '' : (last?.said ?? SAVED);
	if (all.length > 0 && last?.said === SIGN_IN) {
		const link = document.createElement('a');
		link.href = `/sign-in?back=${encodeURIComponent(location.pathname)}`;
		link.textContent = '去登录';
		note.append(link);
	}
}

/** @param {boolean} ok @param {string} said */
function tell(ok, said) {
	const answer = document.querySelector('[data-scan-answer]');
	if (!answer) return;
	const title = document.createElement('strong');
	title.textContent = ok ? '记下了。' : '没有记上。';
	answer.replaceChildren(title, document.createTextNode(said));
	answer.setAttribute('data-ok', String(ok));
	answer.scrollIntoView({ block: 'center' });
}

const form = document.querySelector('form[data-scan]');
if (form instanceof HTMLFormElement) {
	const { scan: api = '', member = '', title = '' } = form.dataset;
	let isBusy = false;
	form.addEventListener('submit', (event) => {
		const kind = event.submitter?.getAttribute('value') ?? 'in';
		const typed = String(new FormData(form).get('code') ?? '').normalize('NFKC');
		const code = typed.replace(/\s/g, '');
		// what is not well-formed is answered by the page, with the field
		if (!/^(\d{6}|[0-9a-z]{1,8}\.[\w-]{16})$/.test(code)) {
			if (!isOffline) return;
			event.preventDefault();
			return tell(false, '请填现场屏幕上的6位数字。');
		}
		const scan = { id: newId(), api, kind, code, member: member || whoWasHere(), title, at: Date.now() };
		if (isBusy || !keep([...stored(), scan])) return;
		event.preventDefault();
		isBusy = true;
		void sendAll().then((last) => {
			isBusy = false;
			const waits = stored().some(({ id }) => id === scan.id);
			if (waits) return document.querySelector('[data-stored-scans]')?.scrollIntoView({ block: 'center' });
			// the page as it is now, without the code
			if (last?.ok && !isOffline) setTimeout(() => location.replace(location.pathname), 4000);
		});
	});
}

/** The member who was signed in here last, for the page without signal. */
function whoWasHere() {
	try {
		return localStorage.getItem(WHO);
	} catch {
		return null;
	}
}

const here = document.querySelector('[data-stored-scans]')?.getAttribute('data-member');
if (here) {
	try {
		localStorage.setItem(WHO, here);
	} catch {
		// kept for convenience only
	}
}

for (const words of document.querySelectorAll('[data-with-script]')) words.removeAttribute('hidden');
show(undefined);
if (stored().length > 0) void sendAll();
addEventListener('online', () => void sendAll());
setInterval(() => {
	if (stored().length > 0) void sendAll();
}, AGAIN_MS);

// so that this page opens next time even where there is no signal
if ('serviceWorker' in navigator && here) {
	const scope = location.pathname.replace(/^(\/my\/[^/]+\/attendance).*$/, '$1');
	void navigator.serviceWorker.register('/attendance-worker.js', { scope }).catch(() => undefined);
}
