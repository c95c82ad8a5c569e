// What pages without the application's script still gain from a little: a print button, and the two pictures of a story
// as one with a slider. Without it the button is not there and the pictures stand side by side.

for (const button of document.querySelectorAll('[data-print]')) {
	if (!(button instanceof HTMLElement)) continue;
	button.hidden = false;
	button.addEventListener('click', () => print());
}

for (const pair of document.querySelectorAll('[data-before-after]')) {
	const slider = pair.querySelector('input');
	if (!(pair instanceof HTMLElement) || !slider) continue;
	const show = () => pair.style.setProperty('--cut', `${slider.value}%`);
	slider.addEventListener('input', show);
	pair.dataset.on = '';
	show();
}
