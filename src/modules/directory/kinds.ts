/** What an organisation is, in the words of the pages. */
export const organisationKinds = {
	government: '机关',
	publicInstitution: '事业单位',
	stateOwned: '国企',
	newSector: '两新组织',
	community: '社区'
} as const;

export type OrganisationKind = keyof typeof organisationKinds;

/** What a party member is. */
export const memberKinds = {
	inService: '在职党员',
	community: '社区党员',
	retired: '退休党员',
	mobile: '流动党员',
	probationary: '预备党员'
} as const;

export type MemberKind = keyof typeof memberKinds;

/** How high a party organisation stands, the highest first. */
export const partyLevels = {
	workCommittee: '党工委',
	committee: '党委',
	generalBranch: '党总支',
	branch: '党支部',
	group: '党小组'
} as const;

export type PartyLevel = keyof typeof partyLevels;

/** Whether something of one level can hang below another: never below a lower one; groups hang below branches alone. */
export function mayHangBelow(level: PartyLevel, parent: PartyLevel): boolean {
	const levels = Object.keys(partyLevels);
	if (level === 'group') return parent === 'branch';
	return (
		parent !== 'group' &&
		levels.indexOf(level) >= levels.indexOf(parent) &&
		!(level === 'branch' && parent === 'branch')
	);
}

/** Who can claim something: a member or an organisation. */
export interface Claimer {
	kind: 'member' | 'organisation';
	id: string;
	label: string;
}

/** The codes of a table of words. */
export const keysOf = <Key extends string>(words: Record<Key, string>) => Object.keys(words) as [Key, ...Key[]];
