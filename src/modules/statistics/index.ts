export {
	CountedFilter,
	dimensions,
	figureWords,
	measures,
	ratingWords,
	searchOf,
	sumOf,
	Year,
	type ClaimerLine,
	type Counts,
	type Dimension,
	type Measure,
	type Slice,
	type Worth
} from './figure.ts';
