/** The nouns of the module, with the words people see. Codes are what the database and the API hold. */
export const kinds = { wish: '微心愿', project: '微项目' } as const;
export type WishKind = keyof typeof kinds;

/** Channels of intake, as the centre's ledger calls them. */
export const channels = {
	dualCheckIn: '双报到系统',
	partyGroupChat: '党组织微信群',
	residentGroupChat: '居民微信群',
	socialWorkStation: '社工站',
	gridWorker: '网格员',
	buildingHead: '楼栋长',
	doorToDoor: '入户上门',
	fieldVisit: '实地走访',
	online: '线上自提',
	phone: '来电',
	window: '窗口'
} as const;
export type Channel = keyof typeof channels;

export const beneficiaryKinds = {
	livingAlone: '独居、孤寡长者',
	elder: '长者',
	disabled: '残疾人',
	lowIncome: '困难家庭',
	child: '少年儿童',
	migrant: '来穗人员',
	outdoorWorker: '户外劳动者',
	household: '其他居民',
	public: '小区公共事项'
} as const;
export type BeneficiaryKind = keyof typeof beneficiaryKinds;

/** What a new centre starts with (Guangzhou 2021); a centre may add to them. */
export const standardCategories = [
	{ code: 'goods', name: '物资帮扶' },
	{ code: 'service', name: '便民服务' },
	{ code: 'publicGood', name: '公益发展' }
] as const;

/** Why a wish is not taken up, and the way to go instead, as the person is told. */
export const rejections = {
	illegal: { label: '不合法', instead: '这件事我们不能帮忙。如果遇到纠纷，可以到中心咨询法律顾问。' },
	duplicate: { label: '重复提出', instead: '同样的心愿已经登记过，请看之前那一件的进展。' },
	notReal: { label: '需求不属实', instead: '情况有变化时，请再打电话告诉我们。' },
	belongsElsewhere: {
		label: '属于救助、12345 或物业',
		instead: '请拨打 12345，或者联系街道民政窗口、小区物业，我们可以帮您转过去。'
	},
	cashOrDebt: { label: '现金、债务、彩票', instead: '微心愿不给钱也不还债。生活困难可以到民政窗口申请救助。' },
	beyondCapacity: { label: '超出能力', instead: '这件事超出了微心愿的范围，我们会把它反映给街道相关部门。' },
	ongoingCommitment: { label: '需要长期承担', instead: '长期的照料可以申请居家养老服务，请到中心窗口办理。' },
	unsafe: { label: '有安全风险', instead: '为了安全，这件事要请有资质的单位来做，请联系社区居委会。' }
} as const;
export type RejectionReason = keyof typeof rejections;

/** What the person is sent. */
export const rejectionText = (reference: string, reason: RejectionReason): string =>
	`您的心愿（编号 ${reference}）这次不能办理，原因：${rejections[reason].label}。${rejections[reason].instead}`;

/** How the person who wishes can be reached about it. */
export const contactWays = {
	code: '本人手机已验证',
	callBack: '等工作人员回电',
	proxy: '由工作人员代为登记'
} as const;
export type ContactWay = keyof typeof contactWays;

export const verificationMethods = { phone: '电话核实', visit: '入户走访' } as const;
export const verificationResults = { confirmed: '情况属实', notReached: '没有联系上', doubtful: '有疑问' } as const;

export const acceptanceWays = {
	link: '本人通过短信链接',
	account: '本人登录',
	phone: '电话回访',
	inPerson: '当面确认'
} as const;

/** From 1 to 5. The last two count as negative (差评). */
export const ratings = ['非常不满意', '不满意', '基本满意', '满意', '非常满意'] as const;
export const ratingWord = (rating: number): string => ratings[rating - 1] ?? '';

export const pictureStages = { told: '心愿情况', before: '实施前', during: '实施中', after: '完成后' } as const;
export type PictureStage = keyof typeof pictureStages;

/** What a document of a wish is for. Documents are for staff and claimers, never public. */
export const documentPurposes = { receipt: '票据', acceptance: '验收文件' } as const;
export type DocumentPurpose = keyof typeof documentPurposes;

/** A member of a party organisation, or an organisation. */
export type ClaimerKind = 'member' | 'organisation';
export interface Claimer {
	kind: ClaimerKind;
	id: string;
}

/** The purpose of the consent without which nothing of a wish is public (个人信息保护法 25). */
export const PUBLICATION = 'wish.publication';
export const PICTURES = 'wish.pictures';
export const THANKS = 'wish.thanks';
/** The consent with which a wish and the way to reach its person are kept at all. */
export const KEEPING = 'wish.keeping';

export const consentWords = {
	[KEEPING]: '我同意中心登记这个心愿和我的联系方式，只用来办这件事。',
	[PUBLICATION]: '我同意中心把这个心愿去掉姓名、电话和住址以后，用称呼公开在心愿墙上。我可以随时要求撤下。',
	[PICTURES]: '我同意公开这个心愿实施前后的照片，照片里不出现我的样子和门牌。我可以随时要求撤下。',
	[THANKS]: '我同意中心用我的称呼，把这段感谢的话公开在心愿墙上。我可以随时要求撤下。'
} as const;

/** What a person may take back, and what they are told of it. */
export const publicParts = {
	publication: '整个心愿（从墙上撤下）',
	pictures: '实施前后的照片',
	thanks: '感谢的话'
} as const;
export type PublicPart = keyof typeof publicParts;

export const keysOf = <T extends object>(words: T) => Object.keys(words) as [keyof T & string, ...(keyof T & string)[]];

/** The entries of a table of words, as a select or a list of radios wants them. */
export const optionsOf = (words: Readonly<Record<string, string | { label: string }>>) =>
	Object.entries(words).map(([value, word]) => ({ value, label: typeof word === 'string' ? word : word.label }));
