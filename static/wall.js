// Keeps an open wall as it is: listens to the events of the centre, changes the badges of the cards on the page, and says
// what happened. Without it the page is as it was when it was made.

/** @typedef {{ id: string, change: string, need: string | null, isOpen: boolean, open: number, wish: Wish | null }} News */
/** @typedef {{ title: string, state: string, kind: string, category: { code: string }, community: { id: string } }} Wish */

const SAID_MS = 12_000;
const LEAVES_MS = 8000;
/** @type {Record<string, string>} */
const WORDS = { claimed: '刚刚有人认领：', fulfilled: '刚刚实现：', released: '又在等人认领：', removed: '已经撤下：' };

const box = document.querySelector('[data-wall]');
if (box instanceof HTMLElement) follow(box);

/** @param {HTMLElement} box */
function follow(box) {
	const of = box.dataset;
	const [line, link] = box.querySelector('template')?.content.children ?? [];
	/** @type {EventSource | undefined} */
	let source;
	/** @type {Element | undefined} */
	let offered;

	const open = () => {
		source = new EventSource(`${of.wall}?after=${encodeURIComponent(of.since ?? '')}`);
		source.addEventListener('wish', (event) => {
			if (event.lastEventId) of.since = event.lastEventId;
			hear(JSON.parse(event.data));
		});
		source.addEventListener('reload', (event) => {
			of.since = event.lastEventId;
			offer('心愿墙有变化，点这里看最新的', location.href);
		});
		// a lost connection comes back by itself; a refused one is tried again, not by all at once
		source.onerror = () => {
			if (source?.readyState === 2) setTimeout(open, 30_000 + Math.random() * 30_000);
		};
	};

	/** @param {News} news */
	function hear(news) {
		for (const count of document.querySelectorAll('[data-open]'))
			count.textContent = news.open < 200 ? String(news.open) : '200+';
		const card =
			document.querySelector(`main a[href$="/wishes/${news.id}"]`)?.closest('li') ??
			document.querySelector(`[data-wish="${news.id}"]`);
		if (card) show(card, news);
		else if (belongs(news))
			offer(of.part === 'fulfilled' ? '又有心愿实现了，点这里看看' : '有新心愿，点这里看看', of.first);
	}

	/** @param {News} news */
	function belongs({ change, wish, isOpen }) {
		if (!wish || !of.first) return false;
		const isNew = of.part === 'fulfilled' ? change === 'fulfilled' : isOpen && /published|released/.test(change);
		return (
			isNew &&
			of.part !== 'underway' &&
			[wish.category.code, ''].includes(of.category ?? '') &&
			[wish.community.id, ''].includes(of.community ?? '') &&
			[wish.kind, ''].includes(of.kind ?? '')
		);
	}

	/** @param {Element} card @param {News} news */
	function show(card, { change, need, isOpen, wish }) {
		const tag = card.querySelector('[data-need] > *');
		const text = [...(tag?.childNodes ?? [])].findLast((node) => node.nodeType === 3 && node.nodeValue?.trim());
		const isDone = /accepted|closed/.test(wish?.state ?? '');
		if (text) text.nodeValue = need ?? '已经撤下';
		const tone = isOpen ? of.accent : isDone ? of.success : of.info;
		for (const old of [of.accent, of.info, of.success]) tag?.classList.remove(...(old ?? '').split(' '));
		tag?.classList.add(...(tone ?? '').split(' '));
		tag
			?.querySelector('use')
			?.setAttribute('href', `#icon-${isOpen ? 'circle-dot' : isDone ? 'circle-check' : 'clock'}`);

		const title = card.querySelector('a');
		const claim = card.querySelector('a[href$="/claims"]');
		if (claim instanceof HTMLElement) {
			if (!isOpen && claim === document.activeElement) title?.focus({ preventScroll: true });
			claim.hidden = !isOpen;
		}
		if (WORDS[change]) say(WORDS[change] + (wish?.title ?? title?.textContent ?? ''));
		if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
			card.animate([{ boxShadow: '0 0 0 4px #b3243b' }, { boxShadow: '0 0 0 4px #b3243b00' }], 4000);
		if (card.matches('li') && (!wish || (of.part === 'open' && !isOpen))) setTimeout(leave, LEAVES_MS, card);
	}

	/** Not while somebody reads it, and not when it can be claimed again. @param {Element} card */
	function leave(card) {
		if (card.matches(':hover, :focus-within')) return void setTimeout(leave, LEAVES_MS, card);
		const claim = card.querySelector('a[href$="/claims"]');
		if (claim instanceof HTMLElement && !claim.hidden) return;
		card.remove();
	}

	/** @param {string} words */
	function say(words) {
		const said = line?.cloneNode();
		if (!(said instanceof HTMLElement)) return;
		said.textContent = words;
		box.append(said);
		setTimeout(() => said.remove(), SAID_MS);
		// of many at once the last ones are enough
		const all = box.querySelectorAll('p');
		if (all.length > 3) all[0]?.remove();
	}

	/** @param {string} words @param {string | undefined} href */
	function offer(words, href) {
		const made = link?.cloneNode();
		if (!(made instanceof HTMLAnchorElement) || !href) return;
		made.textContent = words;
		made.href = href;
		offered?.remove();
		box.append((offered = made));
	}

	open();
	// a page that sleeps in the browser's history listens again, from where it stopped, when it is shown again
	addEventListener('pagehide', () => source?.close());
	addEventListener('pageshow', (event) => void (event.persisted && open()));
}
