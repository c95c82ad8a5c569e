import { createHash } from 'node:crypto';

/**
 * Merkle trees as in RFC 6962 §2.1, over SHA-256. Every function is pure; hashes are 32 bytes.
 * Proof verification follows RFC 9162 §2.1.3.2 and §2.1.4.2, the same trees in iterative words.
 */
export type Hash = Uint8Array;

/** The roots of the perfect subtrees a tree of `size` leaves consists of, largest first: all one needs to go on appending. */
export interface Frontier {
	readonly size: number;
	readonly peaks: readonly Hash[];
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** A leaf's hash: the 0x00 in front keeps a leaf from ever passing as an inner node. */
export const leafHash = (data: Uint8Array): Hash => sha256(LEAF, data);

/** An inner node's hash, of its left and right child. */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);

/** The root over leaf hashes in order. Linear time; the root of no leaves is the hash of nothing. */
export function root(leafHashes: readonly Hash[]): Hash {
	let level = leafHashes;
	while (level.length > 1) level = parents(level);
	return level[0] ?? sha256();
}

/** The siblings on the way from leaf `index` up to the root. RangeError for a leaf that is not there. */
export function inclusionProof(index: number, leafHashes: readonly Hash[]): Hash[] {
	if (!Number.isSafeInteger(index) || index < 0 || index >= leafHashes.length) throw new RangeError('no such leaf');
	const proof: Hash[] = [];
	let at = index;
	for (let level = leafHashes; level.length > 1; level = parents(level)) {
		const sibling = level[at % 2 === 1 ? at - 1 : at + 1];
		if (sibling) proof.push(sibling);
		at = half(at);
	}
	return proof;
}

export interface Inclusion {
	leafHash: Hash;
	index: number;
	size: number;
	proof: readonly Hash[];
	root: Hash;
}

/** Whether the proof shows that this leaf stands at this index of the tree of this size and root. Never throws. */
export function verifyInclusion({ leafHash, index, size, proof, root }: Inclusion): boolean {
	if (!isSize(index) || !isSize(size) || index >= size) return false;
	let [at, last] = [index, size - 1];
	let hash = leafHash;
	for (const sibling of proof) {
		if (last === 0) return false;
		if (at % 2 === 1 || at === last) {
			hash = nodeHash(sibling, hash);
			while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
		} else {
			hash = nodeHash(hash, sibling);
		}
		[at, last] = [half(at), half(last)];
	}
	return last === 0 && same(hash, root);
}

/** The nodes that show that the tree of `oldSize` leaves is the beginning of this one. Empty when either is empty or they are equal. */
export function consistencyProof(oldSize: number, leafHashes: readonly Hash[]): Hash[] {
	if (!isSize(oldSize) || oldSize > leafHashes.length) throw new RangeError('the old tree is larger than the new one');
	if (oldSize === 0 || oldSize === leafHashes.length) return [];
	const proof: Hash[] = [];
	let at = oldSize - 1;
	let level = leafHashes;
	for (; at % 2 === 1; at = half(at)) level = parents(level);
	if (at > 0) proof.push(level[at] as Hash);
	for (; level.length > 1; level = parents(level)) {
		const sibling = level[at % 2 === 1 ? at - 1 : at + 1];
		if (sibling) proof.push(sibling);
		at = half(at);
	}
	return proof;
}

export interface Consistency {
	oldSize: number;
	newSize: number;
	oldRoot: Hash;
	newRoot: Hash;
	proof: readonly Hash[];
}

/** Whether the proof shows that the new tree begins with every leaf of the old one, unaltered. Never throws. */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }: Consistency): boolean {
	if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
	if (oldSize === 0) return proof.length === 0 && same(oldRoot, sha256()) && (newSize > 0 || same(newRoot, oldRoot));
	if (oldSize === newSize) return proof.length === 0 && same(oldRoot, newRoot);
	let [at, last] = [oldSize - 1, newSize - 1];
	while (at % 2 === 1) [at, last] = [half(at), half(last)];
	// A perfect old tree is itself a node of the new one, so the proof leaves it out.
	const [start, ...rest] = at === 0 ? [oldRoot, ...proof] : proof;
	if (!start) return false;
	let [before, after] = [start, start];
	for (const hash of rest) {
		if (last === 0) return false;
		if (at % 2 === 1 || at === last) {
			[before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
			while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
		} else {
			after = nodeHash(after, hash);
		}
		[at, last] = [half(at), half(last)];
	}
	return last === 0 && same(before, oldRoot) && same(after, newRoot);
}

/** The frontier after appending leaves; the cost is that of the new leaves alone, whatever stands in the tree already. */
export function appendToFrontier({ size, peaks }: Frontier, leafHashes: readonly Hash[]): Frontier {
	const grown = [...peaks];
	let count = size;
	for (const leaf of leafHashes) {
		let hash = leaf;
		// Like carrying in binary addition: each 1 at the end of the old size is a perfect subtree to merge with.
		for (let carry = count; carry % 2 === 1; carry = half(carry)) hash = nodeHash(grown.pop() as Hash, hash);
		grown.push(hash);
		count += 1;
	}
	return { size: count, peaks: grown };
}

/** The root of the tree a frontier stands for: equal to `root` over all its leaves. */
export const frontierRoot = ({ peaks }: Frontier): Hash =>
	peaks.length === 0 ? sha256() : peaks.reduceRight((right, left) => nodeHash(left, right));

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function sha256(...parts: Uint8Array[]): Hash {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
}

/** One level up; a last node without a partner rises unchanged, which gives exactly the RFC's left-full trees. */
function parents(level: readonly Hash[]): Hash[] {
	const up: Hash[] = [];
	for (let at = 0; at < level.length; at += 2) {
		const left = level[at] as Hash;
		const right = level[at + 1];
		up.push(right ? nodeHash(left, right) : left);
	}
	return up;
}

/** Not a bit shift: those are 32-bit, and a tree may hold more. */
const half = (at: number) => Math.floor(at / 2);

const isSize = (size: number) => Number.isSafeInteger(size) && size >= 0;

const same = (one: Hash, other: Hash) => Buffer.compare(one, other) === 0;
