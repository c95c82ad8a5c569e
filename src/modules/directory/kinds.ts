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
	probationary: '预备党员'
} as const;

export type MemberKind = keyof typeof memberKinds;

/** Who can claim something: a member or an organisation. */
export interface Claimer {
	kind: 'member' | 'organisation';
	id: string;
	label: string;
}
