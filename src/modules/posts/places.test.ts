import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstFree, fits, freeOnRoster, freePlaces, type Room } from './places.ts';

const quota = fc.record({ places: fc.nat(20), held: fc.nat(20) }).filter(({ places, held }) => held <= places);
/** A room in which what is held and kept fits: whatever the commands make of it. */
const room = fc
	.record({ quotas: fc.array(quota, { maxLength: 4 }), alone: fc.nat(30), spare: fc.nat(10), isReleased: fc.boolean() })
	.map(({ quotas, alone, spare, isReleased }): Room => {
		const held = alone + quotas.reduce((sum, one) => sum + one.held, 0);
		const kept = quotas.reduce((sum, one) => sum + one.places - one.held, 0);
		return { places: Math.max(1, held + kept + spare), held, quotas, isReleased };
	});

test('taking every free place never exceeds the places, nor what is kept for organisations', () =>
	fc.assert(
		fc.property(room, (before) => {
			const after = { ...before, held: before.held + freePlaces(before) };
			expect(fits(after)).toBe(true);
			expect(freePlaces(after)).toBe(0);
			expect(after.held).toBeLessThanOrEqual(after.places);
		})
	));

test('an organisation that fills its quota takes nothing from the free places before they are released', () =>
	fc.assert(
		fc.property(room, fc.nat(3), (before, at) => {
			const [one] = before.quotas.slice(at);
			if (!one) return;
			const taken = freeOnRoster(before, one);
			const quotas = before.quotas.map((other) => (other === one ? { ...one, held: one.held + taken } : other));
			const after = { ...before, held: before.held + taken, quotas };
			expect(fits(after)).toBe(true);
			if (!before.isReleased) expect(freePlaces(after)).toBe(freePlaces(before));
		})
	));

test('the number of a place is the lowest that nobody holds', () =>
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 30 }), fc.uniqueArray(fc.integer({ min: 1, max: 30 })), (places, taken) => {
			const place = firstFree(places, taken);
			expect(taken.filter((one) => one <= places)).not.toContain(place);
			for (let lower = 1; lower < place; lower += 1) expect(taken).toContain(lower);
		})
	));
