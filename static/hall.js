// The screen of the hall: turns its pages, shows the time, says what happens on the wall within a second, and keeps itself
// fresh for days. When the connection is lost it goes on with what it has.

const FRESH_MS = 5 * 60_000;
const SAID_MS = 15_000;
const ANEW_MS = 6 * 3_600_000;

const hall = document.querySelector('[data-hall]');
if (hall instanceof HTMLElement) run(hall);

/** @param {HTMLElement} hall */
function run(hall) {
	const of = hall.dataset;
	const began = Date.now();
	/** @param {string} what */
	const part = (what) => hall.querySelector(`[data-${what}]`);
	const pages = () => [...(part('pages')?.children ?? [])].filter((one) => one instanceof HTMLElement);
	let at = Math.max(
		0,
		pages().findIndex((page) => !page.hidden)
	);
	let isStale = false;
	let readAt = Date.now();
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let silence;

	const clock = new Intl.DateTimeFormat('zh-CN', {
		timeZone: 'Asia/Shanghai',
		month: 'long',
		day: 'numeric',
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit'
	});
	const tick = () => part('clock')?.replaceChildren(clock.format(new Date()));
	tick();
	setInterval(tick, 1000);

	const turn = async () => {
		if (isStale || Date.now() - readAt > FRESH_MS) await read();
		const all = pages();
		at = (at + 1) % Math.max(1, all.length);
		all.forEach((page, index) => (page.hidden = index !== at));
	};
	setInterval(() => void turn(), Number(of.turns) * 1000);

	/** The page again, into this one; now and then all of it, with whatever is new in a new version. */
	async function read() {
		const answer = await fetch(location.pathname, { cache: 'no-cache' }).catch(() => undefined);
		if (!answer?.ok) return;
		if (Date.now() - began > ANEW_MS) return location.reload();
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-pages]');
		if (!fresh) return;
		part('pages')?.replaceChildren(...fresh.children);
		isStale = false;
		readAt = Date.now();
	}

	function listen() {
		const source = new EventSource(`${of.hall}?after=${encodeURIComponent(of.since ?? '')}`);
		source.addEventListener('wish', (event) => {
			if (event.lastEventId) of.since = event.lastEventId;
			hear(JSON.parse(event.data));
		});
		source.addEventListener('reload', (event) => {
			of.since = event.lastEventId;
			isStale = true;
		});
		source.onerror = () => {
			if (source.readyState === 2) setTimeout(listen, 30_000 + Math.random() * 30_000);
		};
	}
	listen();

	/** @param {{ id: string, change: string, need: string | null, isOpen: boolean, open: number, wish: { title: string } | null }} news */
	function hear({ id, change, need, isOpen, open, wish }) {
		isStale = true;
		part('open')?.replaceChildren(open < 200 ? String(open) : '200+');
		for (const card of hall.querySelectorAll(`[data-wish="${id}"]`)) {
			if (!wish) card.remove();
			card.toggleAttribute('data-taken', !isOpen);
			card.querySelector('[data-need]')?.replaceChildren(need ?? '');
		}
		/** @type {Record<string, string>} */
		const words = { claimed: '刚刚有人认领：', published: '新心愿：', fulfilled: '刚刚实现：' };
		if (!wish || !words[change]) return;
		part('news')?.replaceChildren(words[change] + wish.title);
		clearTimeout(silence);
		silence = setTimeout(() => part('news')?.replaceChildren(), SAID_MS);
	}
}
