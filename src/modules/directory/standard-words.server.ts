import type { Listener } from '#kernel/command.ts';

/** The fields of service of domain.md §2, and those that offices add to them. */
export const standardServiceFields = {
	epidemic: '疫情防控',
	testing: '核酸检测',
	environment: '环境整治',
	traffic: '文明出行',
	waste: '垃圾分类',
	convenience: '便民服务',
	care: '助老助残',
	emergency: '应急救援',
	culture: '文化宣传'
} as const;

export const standardSkills = {
	repair: '水电维修',
	medical: '医护',
	law: '法律',
	tutoring: '教育辅导',
	psychology: '心理',
	arts: '文艺',
	translation: '翻译',
	driving: '驾驶',
	photography: '摄影',
	computers: '电脑',
	hairdressing: '理发',
	other: '其他'
} as const;

/** Listens to `centre.created`: a new centre starts with the standard fields of service and skills. */
export const addStandardWords: Listener = async ({ db }, { centreId }) => {
	for (const [table, words] of [
		['directory.service_field', standardServiceFields],
		['directory.skill', standardSkills]
	] as const)
		await db
			.insertInto(table)
			.values(Object.entries(words).map(([code, name], position) => ({ centre_id: centreId, code, name, position })))
			.onConflict((conflict) => conflict.columns(['centre_id', 'code']).doNothing())
			.execute();
};
