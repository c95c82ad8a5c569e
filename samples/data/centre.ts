/** What is published of the real centre; the telephone number is invented. Source: a news article of 2022-02-24. */
export const centre = {
	districtName: '广州市越秀区',
	slug: 'meihuacun',
	name: '梅花村街党群服务中心',
	address: '越秀区杨箕雄镇大街20号一、二层',
	phone: '020-0000 2021',
	openingHours: '周一至周五 8:30–12:00、14:00–17:30，周六 9:00–12:00',
	areaM2: 2000,
	openedOn: '2020-09-29'
};

/** Communities with the grids they are divided into, and how often wishes come from there. */
export const communities = [
	{ name: '杨箕社区', grids: 4, share: 26 },
	{ name: '水均社区', grids: 4, share: 22 },
	{ name: '共和苑社区', grids: 3, share: 18 },
	{ name: '梅花村社区', grids: 3, share: 14 },
	{ name: '中山一社区', grids: 3, share: 12 },
	{ name: '福今社区', grids: 2, share: 8 }
] as const;

/** The year the published figures are of. */
export const figures2021 = {
	projects: 25,
	projectAmountFen: 9_715_060,
	claimingOrganisations: 19,
	wishes: 271,
	claimingMembers: 447,
	organisations: 90,
	inServiceMembers: 3463
} as const;

/** Members of other kinds, of whom nothing is published. */
export const otherMembers = { community: 260, retired: 150, probationary: 60, mobile: 30 } as const;

/** In-service members who have reported in and are waiting to be accepted: the figures do not count them. */
export const waitingMembers = 14;
