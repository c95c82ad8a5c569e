import { z } from 'zod';
import { memberKinds, type MemberKind } from '#modules/directory/index.ts';
import { listNames, meetings, urgencies, type Meeting, type Urgency } from './call.ts';

const keysOf = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as [Key, ...Key[]];

const text = (title: string, most: number, least = 1) => z.string().trim().min(least).max(most).meta({ title });
const Codes = z.array(z.string().max(40)).max(60).default([]);
const Places = z.array(z.uuid()).max(200).default([]);

/** Shanghai time where no offset is written, as a browser sends it. */
const Moment = (title: string) =>
	z.iso
		.datetime({ local: true, offset: true, message: `请填${title}，例如 2026-05-01 09:30` })
		.meta({ title, examples: ['2026-05-01T09:30'] });

/** The moment that was written. */
export const momentOf = (written: string): Date =>
	new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(written) ? written : `${written}+08:00`);

export const AudienceChosen = z.object({
	met: z.enum(keysOf<Meeting>(meetings)).default('all').meta({
		title: '怎样才算符合',
		description: 'all：每一项都要符合；any：符合一项就行。一项里选了几个的，有一个就算'
	}),
	communities: Places.meta({ title: '报到的社区' }),
	grids: Places.meta({ title: '住的网格' }),
	kinds: z
		.array(z.enum(keysOf<MemberKind>(memberKinds)))
		.max(20)
		.default([])
		.meta({ title: '党员类别' }),
	skills: Codes.meta({ title: '特长' }),
	fields: Codes.meta({ title: '服务过的领域' })
});

const Task = z.object({
	title: text('标题', 40, 2),
	task: text('要做什么', 1000, 4),
	urgency: z.enum(keysOf<Urgency>(urgencies)).meta({ title: '有多急' }),
	field: z.string().max(40).meta({ title: '服务领域' }),
	communityId: z.uuid().nullish().meta({ title: '在哪个社区' }),
	place: text('集合的地方', 100, 2),
	startsAt: Moment('开始的时间'),
	endsAt: Moment('结束的时间'),
	places: z.int().min(1).max(1000).meta({ title: '要多少人' })
});

export const WriteCall = z.object({ ...Task.shape, ...AudienceChosen.shape });
export const EndCall = z.object({ words: text('感谢的话', 200) });
export const CancelCall = z.object({ words: text('取消的原因', 200, 2) });

export const AnswerCall = z.object({
	answer: z.enum(['yes', 'no']).meta({ title: '答复' }),
	reason: z.string().trim().max(200).optional().meta({ title: '原因', description: '来不了的原因，可以不写' })
});
export const ChooseCalls = z.object({
	off: z.boolean().meta({ title: '不再接收动员令', description: 'true：以后不通知我' })
});

export const MakeTeam = z.object({
	name: text('队名', 30),
	memberIds: z.array(z.uuid()).max(500).default([]).meta({ title: '队员' }),
	leaderId: z.uuid().nullish().meta({ title: '队长' })
});
export const OpenTeamContact = z.object({ memberId: z.uuid(), reason: text('为什么要查看', 100) });

export const PeopleAsked = z.object({
	list: z.enum(listNames).default('told').meta({ description: '哪一份名单' }),
	community: z.uuid().optional().meta({ description: '只看在这个社区报到的' }),
	team: z.uuid().optional().meta({ description: '只看这一队的' }),
	after: z.uuid().optional().meta({ description: '上一页的 next' })
});
