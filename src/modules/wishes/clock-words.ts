import { wishLifecycle, type WishState } from './lifecycle.ts';
import { CONTACT } from './settings.ts';
import { spokenReference } from './need.ts';

/** A matter whose clock wants attention, as the one who is told sees it. */
export interface Ticking {
	reference: string;
	state: WishState;
	rule: string;
	level: 'reminded' | 'escalated';
	dueOn: string;
	/** Told because they lead, and not because they have it in hand. */
	toLeader: boolean;
}

const MOST_NAMED = 5;

/** One message for all the matters of one person: what is late first. Only references and states, nothing of the resident. */
export function clockMessage(centreName: string, matters: readonly Ticking[]): string {
	const [lead, late, soon] = [
		matters.filter(({ toLeader }) => toLeader),
		matters.filter(({ level, toLeader }) => !toLeader && level === 'escalated'),
		matters.filter(({ level, toLeader }) => !toLeader && level === 'reminded')
	];
	const parts = [
		lead.length > 0 && `有${lead.length}件已经超期，需要您过问：${named(lead)}。请打开工作台的“逾期”看看`,
		late.length > 0 && `您手上有${late.length}件已经超期：${named(late)}。请今天办理，有困难请告诉中心`,
		soon.length > 0 && `您手上有${soon.length}件快到期：${named(soon)}`
	];
	return `${centreName}：${parts.filter((part) => part !== false).join('。')}。`;
}

function named(matters: readonly Ticking[]): string {
	const shown = matters.slice(0, MOST_NAMED).map(({ reference, state, rule, dueOn }) => {
		const what = rule === CONTACT ? '联系心愿人' : wishLifecycle.states[state].label;
		return `${spokenReference(reference)}（${what}，${dueOn} 到期）`;
	});
	return shown.join('、') + (matters.length > MOST_NAMED ? '等' : '');
}
