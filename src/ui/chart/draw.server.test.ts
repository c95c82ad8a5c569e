import { expect, test } from 'vitest';
import { drawBars } from './draw.server.ts';

const bars = {
	labels: ['物资帮扶', '便民服务'],
	series: [
		{ name: '征集', values: [12, 7] },
		{ name: '已完成', values: [10, 3] }
	],
	direction: 'across' as const
};
const svgOf = ({ src }: { src: string }) => decodeURIComponent(src.slice(src.indexOf(',') + 1));

test('a chart is an image of its own, in two widths, with every label, name and value in it', () => {
	const { narrow, wide, ...kept } = drawBars(bars);
	expect(kept).toEqual(bars);
	expect(narrow.width).toBeLessThan(wide.width);
	for (const image of [narrow, wide]) {
		expect(image.src).toMatch(/^data:image\/svg\+xml,\S+$/);
		for (const word of ['物资帮扶', '便民服务', '征集', '已完成', '>12<', '>3<']) expect(svgOf(image)).toContain(word);
	}
});

test('text in a chart is as large as the page asks, never smaller', () => {
	for (const size of [16, 22]) {
		const sizes = [...svgOf(drawBars(bars, size).narrow).matchAll(/font-size:(\d+)px/g)].map(([, px]) => Number(px));
		expect(sizes.length).toBeGreaterThan(0);
		expect(Math.min(...sizes)).toBe(size);
	}
});

test('nothing to show is an empty chart, not an error', () => {
	expect(drawBars({ labels: [], series: [{ name: '征集', values: [] }], direction: 'up' }).wide.src).toContain('svg');
});
