import { helpFor } from '#ui/error-page/help.ts';
import { escapeHtml } from './html.ts';

/** A page that helps, for answers given before or without SvelteKit: no script, no data, nothing that could fail. */
export function helpPage(
	status: number,
	{ message, id, elder }: { message?: string; id?: string; elder?: boolean } = {}
) {
	const { title, what, todo } = helpFor(status, message);
	return `<!doctype html>
<html lang="zh-CN" data-elder="${elder ? 'on' : 'off'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css">
<title>${title}</title>
</head>
<body>
<main class="narrow">
<img src="/favicon.svg" alt="" width="56" height="56">
<h1>${title}</h1>
<p>${escapeHtml(what)}</p>
<p>${todo}</p>
<p><a class="button" href="/">回到首页</a></p>
<p class="muted">需要帮忙，请打中心的电话或者到窗口办理。${id ? `联系我们时请报这个编号：${id}` : `错误代码 ${status}`}</p>
</main>
</body>
</html>
`;
}

/** What such a page may load: its own stylesheet and mark. */
export const PLAIN_CSP =
	"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
