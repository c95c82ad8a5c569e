// The page that stands in without signal reads from its address which shift it is about, and the code of the QR, if there is one.

const [, centre, shift] = /^\/my\/([^/]+)\/attendance\/([0-9a-f-]{36})$/.exec(location.pathname) ?? [];
const code = new URLSearchParams(location.search).get('code');
const form = document.querySelector('form[data-scan]');

if (/(^|;\s*)elder=on(;|$)/.test(document.cookie)) document.documentElement.dataset['elder'] = 'on';

if (form instanceof HTMLFormElement && centre && shift) {
	form.dataset['scan'] = `/api/v1/centres/${centre}/shifts/${shift}/scans`;
	form.hidden = false;
	const typed = form.querySelector('[data-typed]');
	const input = form.querySelector('input');
	if (code && input && typed instanceof HTMLElement) {
		input.value = code;
		typed.hidden = true;
	}
} else document.querySelector('[data-lead]')?.removeAttribute('hidden');
