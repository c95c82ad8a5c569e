/** How a check-in came in. */
export const channels = {
	online: '本人网上报到',
	organisation: '单位集体报到',
	window: '窗口登记',
	import: '表格导入'
} as const;
export type Channel = keyof typeof channels;

/** What reports in. */
export type ReporterKind = 'organisation' | 'member';

/** The subject kinds of facts and clocks. */
export const subjectKinds = { organisation: 'organisationCheckIn', member: 'memberCheckIn' } as const satisfies Record<
	ReporterKind,
	string
>;

/** K7Q2 M4XP: as it is read aloud. */
export const spoken = (reference: string): string => `${reference.slice(0, 4)} ${reference.slice(4)}`;

/** As it is kept, whatever was typed: small letters, spaces, full width. */
export const referenceIn = (text: string): string | undefined => {
	const typed = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
	return /^[2-9A-Z]{8}$/.test(typed) ? typed : undefined;
};

/** Why somebody agrees, in the words they see. */
export const CONSENT_WORDING =
	'我同意党群服务中心为了报到、联系和安排服务，使用我填写的姓名、手机号、单位和居住社区。只有本中心的工作人员能看到，我随时可以退出。';

/** A weekday (Monday 0) and a part of the day as a form holds them: 5-0 is Saturday morning. */
export const freeTimesOf = (typed: readonly string[]): { weekday: number; part: number }[] =>
	typed.map((text) => ({ weekday: Number(text[0]), part: Number(text[2]) }));
