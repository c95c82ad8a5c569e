export {
	CountedFilter,
	dimensions,
	measures,
	searchOf,
	sumOf,
	Year,
	type Counts,
	type Dimension,
	type Measure,
	type Slice
} from './figure.ts';
