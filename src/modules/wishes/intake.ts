import { consentWords, KEEPING, type Channel } from './wish.ts';

/** As what somebody sends or enters a wish. */
export const capacities = {
	self: '本人',
	relative: '家人、邻居代提',
	clerk: '工作人员',
	gridWorker: '网格员',
	socialWorker: '社工',
	buildingHead: '楼栋长'
} as const;
export type Capacity = keyof typeof capacities;

/** The roles that take wishes down for others; where somebody holds several, the first counts. */
export const collectors = ['clerk', 'gridWorker', 'socialWorker', 'buildingHead'] as const satisfies Capacity[];
export type Collector = (typeof collectors)[number];

/** What whoever speaks for a person is to them: “是他的…”. */
export const relationships = {
	child: '子女、媳婿',
	spouse: '配偶',
	grandchild: '孙辈',
	relative: '其他亲戚',
	neighbour: '邻居、朋友',
	carer: '照护的人',
	other: '其他'
} as const;
export type Relationship = keyof typeof relationships;

export const consentWays = {
	inPerson: '当面同意',
	phone: '电话里同意',
	paper: '在纸上签字',
	online: '在网上、群里同意'
} as const;
export type ConsentWay = keyof typeof consentWays;

/** How consent is given where nobody says otherwise. */
export const consentWayOf: Record<Channel, ConsentWay> = {
	dualCheckIn: 'online',
	partyGroupChat: 'online',
	residentGroupChat: 'online',
	socialWorkStation: 'inPerson',
	gridWorker: 'inPerson',
	buildingHead: 'inPerson',
	doorToDoor: 'inPerson',
	fieldVisit: 'inPerson',
	online: 'online',
	phone: 'phone',
	window: 'inPerson'
};

/** The channel somebody in this role stands for; a clerk has many. */
export const channelOf: Partial<Record<Capacity, Channel>> = {
	gridWorker: 'gridWorker',
	socialWorker: 'socialWorkStation',
	buildingHead: 'buildingHead'
};

/** The words of the consent, as the person says them, or somebody who speaks for them. */
export const keepingWords = (spokenFor: boolean): string =>
	spokenFor
		? '本人知道并同意由我代为提出这个心愿，同意中心登记本人和我的联系方式，只用来办这件事。'
		: consentWords[KEEPING];
