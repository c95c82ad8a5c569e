import type { WishState } from '../lifecycle.ts';
import type { Channel, WishKind } from '../wish.ts';

/** Why two entries may be the same wish. */
export const sameness = { person: '同一个人', phone: '同一手机号', door: '同一住址', text: '内容相似' } as const;
export type Sameness = keyof typeof sameness;

/** An entry that may be the same wish as another. For staff alone: it tells that two people share a number or a door. */
export interface Duplicate {
	id: string;
	reference: string;
	kind: WishKind;
	channel: Channel;
	state: WishState;
	collectedOn: string;
	title: string;
	why: Sameness[];
	/** Percent; only where it is one of the reasons. */
	likeness: number | null;
	/** Whether the other can be merged into it. */
	goesOn: boolean;
}

/** 同一手机号、内容相似 78% */
export const whyWords = ({ why, likeness }: Pick<Duplicate, 'why' | 'likeness'>): string =>
	why.map((one) => (one === 'text' ? `${sameness.text} ${likeness ?? 0}%` : sameness[one])).join('、');
