import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	appendToFrontier,
	consistencyProof,
	emptyFrontier,
	frontierRoot,
	inclusionProof,
	leafHash,
	nodeHash,
	root,
	verifyConsistency,
	verifyInclusion,
	type Hash
} from './merkle.ts';

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
const bytes = (text: string) => Buffer.from(text, 'hex');
const leaves = (count: number): Hash[] => Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
const sizes = fc.integer({ min: 1, max: 70 });

/** The definition of RFC 6962 §2.1, word for word: the yardstick for the linear one. */
function rootByDefinition(hashes: Hash[]): Hash {
	if (hashes.length < 2) return root(hashes);
	const split = splitOf(hashes.length);
	return nodeHash(rootByDefinition(hashes.slice(0, split)), rootByDefinition(hashes.slice(split)));
}

/** PATH(m, D[n]) of RFC 6962 §2.1.1. */
function pathByDefinition(index: number, hashes: Hash[]): Hash[] {
	if (hashes.length < 2) return [];
	const split = splitOf(hashes.length);
	const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
	return index < split
		? [...pathByDefinition(index, left), root(right)]
		: [...pathByDefinition(index - split, right), root(left)];
}

/** SUBPROOF(m, D[n], b) of RFC 6962 §2.1.2. */
function subproofByDefinition(oldSize: number, hashes: Hash[], whole: boolean): Hash[] {
	if (oldSize === hashes.length) return whole ? [] : [root(hashes)];
	const split = splitOf(hashes.length);
	const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
	return oldSize <= split
		? [...subproofByDefinition(oldSize, left, whole), root(right)]
		: [...subproofByDefinition(oldSize - split, right, false), root(left)];
}

const splitOf = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1);

/** Every way to spoil a proof by one flipped bit of one byte. */
function flippedOnce(proof: readonly Hash[]): Hash[][] {
	return proof.flatMap((hash, at) =>
		Array.from(hash, (_, position) => proof.map((kept, index) => (index === at ? flip(hash, position) : kept)))
	);
}

function flip(hash: Hash, position: number): Hash {
	const copy = Uint8Array.from(hash);
	copy[position] = (copy[position] ?? 0) ^ 1;
	return copy;
}

describe('the vectors of Certificate Transparency', () => {
	const inputs = [
		'',
		'00',
		'10',
		'2021',
		'3031',
		'40414243',
		'5051525354555657',
		'606162636465666768696a6b6c6d6e6f'
	].map((data) => leafHash(bytes(data)));

	test.each([
		[0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		[1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
		[2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
		[3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
		[4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
		[5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
		[6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
		[7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
		[8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328']
	])('the root of %i leaves', (size, expected) => {
		expect(hex(root(inputs.slice(0, size)))).toBe(expected);
	});

	test('inclusion of leaf 0 in 8', () => {
		expect(inclusionProof(0, inputs).map(hex)).toEqual([
			'96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
			'5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
			'6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
		]);
	});

	test('consistency of 6 with 8', () => {
		expect(consistencyProof(6, inputs).map(hex)).toEqual([
			'0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
			'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
			'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'
		]);
	});
});

test('roots and proofs of every size up to 70 are those of the recursive definition, and verify', () => {
	for (let size = 0; size <= 70; size++) {
		const hashes = leaves(size);
		const newRoot = root(hashes);
		expect(hex(newRoot)).toBe(hex(rootByDefinition(hashes)));
		for (let index = 0; index < size; index++) {
			const proof = inclusionProof(index, hashes);
			expect(proof.map(hex)).toEqual(pathByDefinition(index, hashes).map(hex));
			expect(verifyInclusion({ leafHash: hashes[index] as Hash, index, size, proof, root: newRoot })).toBe(true);
		}
		for (let oldSize = 0; oldSize <= size; oldSize++) {
			const proof = consistencyProof(oldSize, hashes);
			if (oldSize > 0) expect(proof.map(hex)).toEqual(subproofByDefinition(oldSize, hashes, true).map(hex));
			const oldRoot = root(hashes.slice(0, oldSize));
			expect(verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot, proof })).toBe(true);
		}
	}
});

test('an inclusion proof fails with any byte flipped, another index, or a hash more or less', () => {
	fc.assert(
		fc.property(sizes, fc.nat(), (size, seed) => {
			const index = seed % size;
			const hashes = leaves(size);
			const claim = {
				leafHash: hashes[index] as Hash,
				index,
				size,
				proof: inclusionProof(index, hashes),
				root: root(hashes)
			};
			for (const proof of flippedOnce(claim.proof)) expect(verifyInclusion({ ...claim, proof })).toBe(false);
			for (let position = 0; position < 32; position++) {
				expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, position) })).toBe(false);
				expect(verifyInclusion({ ...claim, root: flip(claim.root, position) })).toBe(false);
			}
			for (let other = -1; other <= size; other++) {
				if (other !== index) expect(verifyInclusion({ ...claim, index: other })).toBe(false);
			}
			expect(verifyInclusion({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false);
			if (size > 1) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
			if (size > 1) expect(verifyInclusion({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false);
		}),
		{ numRuns: 40 }
	);
});

test('a consistency proof fails with any byte flipped, or when an old leaf was altered', () => {
	fc.assert(
		fc.property(sizes, fc.nat(), fc.nat(), (newSize, seed, altered) => {
			const oldSize = 1 + (seed % newSize);
			const hashes = leaves(newSize);
			const claim = {
				oldSize,
				newSize,
				oldRoot: root(hashes.slice(0, oldSize)),
				newRoot: root(hashes),
				proof: consistencyProof(oldSize, hashes)
			};
			expect(verifyConsistency(claim)).toBe(true);
			for (const proof of flippedOnce(claim.proof)) expect(verifyConsistency({ ...claim, proof })).toBe(false);
			for (let position = 0; position < 32; position++) {
				expect(verifyConsistency({ ...claim, oldRoot: flip(claim.oldRoot, position) })).toBe(false);
				expect(verifyConsistency({ ...claim, newRoot: flip(claim.newRoot, position) })).toBe(false);
			}
			expect(verifyConsistency({ ...claim, proof: [...claim.proof, claim.newRoot] })).toBe(false);
			const rewritten = hashes.with(altered % oldSize, leafHash(Buffer.from('rewritten')));
			const forged = consistencyProof(oldSize, rewritten);
			expect(verifyConsistency({ ...claim, newRoot: root(rewritten), proof: forged })).toBe(false);
		}),
		{ numRuns: 60 }
	);
});

test('a proof of nonsense sizes is refused, not an error', () => {
	const hash = leafHash(bytes('00'));
	for (const size of [-1, 0.5, Number.NaN, Infinity, 2 ** 60]) {
		expect(verifyInclusion({ leafHash: hash, index: 0, size, proof: [], root: hash })).toBe(false);
		expect(verifyConsistency({ oldSize: 1, newSize: size, oldRoot: hash, newRoot: hash, proof: [] })).toBe(false);
	}
	expect(() => inclusionProof(1, [hash])).toThrow(RangeError);
	expect(() => consistencyProof(2, [hash])).toThrow(RangeError);
});

test('a frontier grown in any batches has the root of the whole tree', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (batches) => {
			const all = leaves(batches.reduce((sum, batch) => sum + batch, 0));
			let frontier = emptyFrontier;
			for (const batch of batches) {
				frontier = appendToFrontier(frontier, all.slice(frontier.size, frontier.size + batch));
				expect(hex(frontierRoot(frontier))).toBe(hex(root(all.slice(0, frontier.size))));
			}
			expect(frontier.peaks.length).toBeLessThanOrEqual(Math.log2(frontier.size + 1) + 1);
		})
	);
});

test('a frontier goes on beyond 32-bit sizes', () => {
	const [left, right] = [leafHash(bytes('00')), leafHash(bytes('10'))];
	const large = { size: 2 ** 40, peaks: [left] };
	expect(appendToFrontier(large, [right, right])).toEqual({
		size: 2 ** 40 + 2,
		peaks: [left, nodeHash(right, right)]
	});
});
