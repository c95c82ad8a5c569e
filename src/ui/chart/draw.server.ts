import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Bars, DrawnChart } from './chart.ts';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** Widths in pixels, drawn at their own size so that text keeps its size: inside a card on a phone of 320 px, and wider. */
const NARROW = 246;
const WIDE = 480;

const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const INK = '#2b2523';
const LINE = '#e8e0da';
/** One after the other from light to dark, so that they differ without colour too. */
const FILLS = ['#d9c9c0', '#b3243b', '#4a2b30'];

/** Draws with ECharts, which never leaves the server. `textSize` in pixels: 16, and 22 in elder mode. */
export const drawBars = (bars: Bars, textSize = 16): DrawnChart => ({
	...bars,
	narrow: draw(bars, NARROW, textSize),
	wide: draw(bars, WIDE, textSize)
});

function draw(bars: Bars, width: number, textSize: number): DrawnChart['wide'] {
	const isAcross = bars.direction === 'across';
	const legend = bars.series.length > 1 ? textSize * 2.25 : 0;
	const line = Math.max(textSize * 2.25, bars.series.length * textSize * 1.25 + textSize * 0.75);
	const height = Math.round(legend + (isAcross ? bars.labels.length * line : textSize * 14));
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	const text = { color: INK, fontSize: textSize, fontFamily: FONT };
	const names = {
		type: 'category' as const,
		data: [...bars.labels],
		axisTick: { show: false },
		axisLine: { lineStyle: { color: '#8a7f79' } },
		axisLabel: { ...text, hideOverlap: true }
	};
	const values = {
		type: 'value' as const,
		minInterval: 1,
		splitNumber: 3,
		axisLabel: { ...text, show: !isAcross },
		splitLine: { show: !isAcross, lineStyle: { color: LINE } }
	};
	chart.setOption({
		animation: false,
		textStyle: { fontFamily: FONT },
		legend: { show: legend > 0, top: 0, left: 0, padding: 0, itemGap: textSize, selectedMode: false, textStyle: text },
		grid: {
			...{ left: 0, top: legend + (isAcross ? 0 : textSize), bottom: 0, outerBoundsMode: 'same' },
			// room for the figure behind the longest bar
			right: isAcross ? textSize * 0.6 * longest(bars) + 10 : 0
		},
		xAxis: isAcross ? values : names,
		yAxis: isAcross ? { ...names, inverse: true } : values,
		series: bars.series.map(({ name, values: data }, at) => ({
			...{ type: 'bar' as const, name, data: [...data], silent: true, barGap: '10%', barCategoryGap: '30%' },
			itemStyle: { color: FILLS[at], borderRadius: 2 },
			label: { show: isAcross, position: 'right' as const, ...text, textBorderWidth: 0 }
		}))
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, width, height };
}

const longest = ({ series }: Bars): number =>
	Math.max(...series.flatMap(({ values }) => values.map((value) => String(value).length)), 1);
