import { aliasOf, type AliasForm } from '#modules/people/index.ts';
import type { BeneficiaryKind } from '#modules/wishes/index.ts';
import { elderNames, isWoman, streets, surnames, youngNames } from './data/names.ts';
import type { Random } from './random.ts';

export interface Somebody {
	name: string;
	/** Of the block 1380000, where nobody's number is. */
	phone: string;
	address: string;
	/** What the public reads instead of the name. */
	alias: string;
}

/** People come out of it one after the other, each with a number of their own. */
export interface Crowd {
	/** Somebody who wishes, as old as their kind is. */
	resident(kind: BeneficiaryKind): Somebody;
	/** A party member, of working age or older. */
	partyMember(isOld: boolean): Somebody;
}

/** The numbers below a thousand are those of the accounts. */
export function crowd(random: Random): Crowd {
	let number = 1000;
	const somebody = (isOld: boolean, formOf: (isWoman: boolean) => AliasForm): Somebody => {
		const given = random.pick(isOld ? elderNames : youngNames);
		const name = random.pick(surnames) + given;
		return {
			name,
			phone: `1380000${String((number += 1))}`,
			address: `${random.pick(streets)}${random.below(60) + 1}号${random.below(8) + 2}0${random.below(4) + 1}房`,
			alias: aliasOf(name, formOf(isWoman(given)))
		};
	};
	return {
		resident: (kind) => {
			const isOld = OLD.includes(kind) || (kind === 'disabled' && random.chance(0.5));
			return somebody(isOld, (isWoman) => respectfully(random, kind, isOld, isWoman));
		},
		partyMember: (isOld) => somebody(isOld, (isWoman) => (isWoman ? '女士' : '先生'))
	};
}

const OLD: readonly BeneficiaryKind[] = ['livingAlone', 'elder'];

function respectfully(random: Random, kind: BeneficiaryKind, isOld: boolean, isWoman: boolean): AliasForm {
	if (kind === 'public') return '街坊';
	if (isOld) return isWoman ? random.pick(['奶奶', '阿姨'] as const) : random.pick(['爷爷', '叔叔'] as const);
	return isWoman ? '女士' : '先生';
}
