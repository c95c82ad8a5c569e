// The screen with the code of a shift: takes the next code when its time has come, keeps the screen awake, and says when it
// cannot. Without this script the page asks for itself again.

const LEAST_MS = 1000;
const AGAIN_MS = 5000;

const screen = document.querySelector('[data-code-screen]');
if (screen) run(screen);

/** @param {Element} screen */
function run(screen) {
	const code = () => screen.querySelector('[data-code]');
	const stale = screen.querySelector('[data-stale]');

	/** @param {boolean} isStale */
	function tell(isStale) {
		if (stale instanceof HTMLElement) stale.hidden = !isStale;
	}

	function wait() {
		const shown = code();
		const seconds = shown instanceof HTMLElement ? Number(shown.dataset['seconds']) : 30;
		setTimeout(() => void next(), Math.max(LEAST_MS, seconds * 1000));
	}

	async function next() {
		const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => undefined);
		// signed out, or no longer theirs: the page itself says so
		if (answer && answer.status < 500 && !answer.ok) return location.reload();
		const text = answer?.ok ? await answer.text().catch(() => '') : '';
		const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-code]');
		tell(!fresh);
		if (!fresh) return setTimeout(() => void next(), AGAIN_MS);
		code()?.replaceWith(fresh);
		wait();
	}
	wait();

	const awake = () => void navigator.wakeLock?.request('screen').catch(() => undefined);
	awake();
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') awake();
	});
}
