import type { Lifecycle } from '#kernel/lifecycle.ts';
import type { Tone } from '#ui/badge/tone.ts';
import {
	agreementLifecycle,
	demandLifecycle,
	planLifecycle,
	projectLifecycle,
	resourceLifecycle,
	type CoRole
} from './lifecycle.ts';

export const coKinds = ['demand', 'resource', 'project', 'agreement', 'plan'] as const;
export type CoKind = (typeof coKinds)[number];

interface Noun {
	/** The part of the address that stands for the list. */
	path: string;
	label: string;
	/** In which one asks to add one. */
	add: string;
	lifecycle: Lifecycle<string, string, CoRole>;
	/** The state whose list comes first, and how the states look. */
	first: string;
	tones: Record<string, Tone>;
}

export const nouns: Record<CoKind, Noun> = {
	demand: {
		path: 'demands',
		label: '需求清单',
		add: '登记需求',
		lifecycle: demandLifecycle,
		first: 'open',
		tones: { open: 'accent', matched: 'info', met: 'success', withdrawn: 'neutral' }
	},
	resource: {
		path: 'resources',
		label: '资源清单',
		add: '登记资源',
		lifecycle: resourceLifecycle,
		first: 'open',
		tones: { open: 'success', lent: 'info', usedUp: 'neutral', withdrawn: 'neutral' }
	},
	project: {
		path: 'projects',
		label: '项目清单',
		add: '新建项目',
		lifecycle: projectLifecycle,
		first: 'underWay',
		tones: { planned: 'neutral', underWay: 'info', done: 'success', stopped: 'neutral' }
	},
	agreement: {
		path: 'agreements',
		label: '共建协议',
		add: '起草协议',
		lifecycle: agreementLifecycle,
		first: 'offered',
		tones: { draft: 'neutral', offered: 'warning', agreed: 'info', fulfilled: 'success', ended: 'neutral' }
	},
	plan: {
		path: 'plans',
		label: '年度计划',
		add: '开始编写',
		lifecycle: planLifecycle,
		first: 'adopted',
		tones: { drafting: 'neutral', adopted: 'success' }
	}
};

/** What a list in an address is a list of. */
export const kindAt = (path: string): CoKind | undefined => coKinds.find((kind) => nouns[kind].path === path);

/** A state of this kind, in words. */
export const stateLabel = (kind: CoKind, state: string): string => nouns[kind].lifecycle.states[state]?.label ?? state;

export const resourceKinds = {
	venue: '场地',
	people: '人员',
	goods: '物资',
	service: '专业服务',
	activity: '活动'
} as const;
export type ResourceKind = keyof typeof resourceKinds;

export const givers = { organisation: '单位', community: '社区' } as const;
export type Giver = keyof typeof givers;
