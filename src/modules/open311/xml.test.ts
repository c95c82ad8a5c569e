import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsed } from '#tests/support/xml.ts';
import { legible, xmlOf } from './xml.ts';

const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
	fc.constantFrom(
		']]>',
		'<![CDATA[',
		'&amp;',
		'&#0;',
		'\r\n\t',
		'𠮷田·阿卜杜拉',
		'\u0000\u0008\uFFFE\uD800',
		'<!--',
		'"\''
	)
);

test('whatever text goes into an element comes out of it again, less what XML has no way to say', () => {
	fc.assert(
		fc.property(fc.array(fc.record({ code: text, description: text }), { minLength: 1 }), (errors) => {
			const { name, children } = parsed(xmlOf('errors', errors));
			expect(name).toBe('errors');
			expect(children.map((error) => error.children.map((field) => [field.name, field.text]))).toEqual(
				errors.map(({ code, description }) => [
					['code', legible(code)],
					['description', legible(description)]
				])
			);
		}),
		{ numRuns: 400 }
	);
});

test('only characters that XML 1.0 allows are in a document', () => {
	fc.assert(
		fc.property(text, (description) => {
			expect(xmlOf('a', { description })).toMatch(/^[\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
		})
	);
});

test('rare characters and line breaks of texts that XML can say are left as they are', () => {
	for (const said of ['𠮷野家的𫗭', '阿卜杜拉·买买提', 'a\r\nb\tc', '👩‍🦳', '<b>&</b>']) expect(legible(said)).toBe(said);
});
