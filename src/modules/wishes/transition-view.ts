import type { WishAction, WishState } from './lifecycle.ts';
import type { Duplicate } from './duplicates/duplicate.ts';
import type { Passage } from './passages.ts';
import type { PictureView } from './queries/parts.server.ts';
import type { PictureStage, WishKind } from './wish.ts';

/** What the page of a transition shows; see TransitionForm. */
export interface TransitionView {
	action: WishAction;
	title: string;
	/** The address of the wish, to go back to. */
	back: string;
	submissionKey: string;
	/** Shanghai's date. */
	today: string;
	/** Staff who record what somebody else said or did. */
	recording: boolean;
	wish: {
		reference: string;
		kind: WishKind;
		state: WishState;
		title: string | null;
		places: number;
		claimed: number;
		budgetFen: number | null;
		/** The soft limit it was measured by. */
		limitFen: number | null;
	};
	/** What the fields hold before anything is typed. */
	values: Record<string, string>;
	/** Who can be chosen: to claim, or of the claims that are held. */
	claimers: { value: string; label: string }[];
	/** Whose place it is now, where another takes it over. */
	holders: { value: string; label: string }[];
	/** What a project still has to reach. */
	milestones: { value: string; label: string }[];
	/** The items of a project's budget: those one can carry, or those that money is spent on. */
	parts: { value: string; label: string }[];
	/** What is chosen before anything is: by the names of the fields that hold several. */
	lists: Record<string, string[]>;
	/** What was searched for among all claimers of the centre; null where the list is short anyway. */
	search: string | null;
	categories: { value: string; label: string }[];
	/** For publication: what was told, with what must not become public marked. */
	publication: { told: Passage[]; aliases: string[]; pictures: PictureView[]; limitFen: number | null } | null;
	/** Entries that may be the same wish; for staff who read what was told. */
	duplicates: Duplicate[];
	/** Whether this visitor could merge it now. */
	mayMerge: boolean;
	pictureStages: PictureStage[];
}

/** What every group of fields is given. */
export interface FieldsProps {
	view: TransitionView;
	/** As typed, or as proposed. */
	values: Record<string, string>;
	errors: Record<string, string>;
	/** Pictures that are uploaded already and wait for the form. */
	pictureIds: string[];
	/** The fields that hold several values. */
	lists: Record<string, string[]>;
}

/** What was done, and what comes next. */
export interface DoneWords {
	done: string;
	next: string;
}

/** For the notice on the page of the wish, out of `?done=<action>`. */
export const doneWords: Record<WishAction, DoneWords> = {
	verify: { done: '核实情况记下了', next: '情况属实就可以发布。没有联系上，请换个时间再联系，再记一次。' },
	reject: {
		done: '已经记为不予受理',
		next: '留了手机号的，短信会告诉本人原因和可以去哪里办。没有留的，请打电话或上门说明。'
	},
	publish: { done: '已经发布到心愿墙', next: '接下来等党员和单位认领。' },
	merge: { done: '已经合并', next: '两件的经过都留着。接下来在并入的那一件上办。' },
	convert: { done: '已经转换', next: '接下来在新的那一件上办，原来的经过都留着。' },
	approve: { done: '已经批准，发布到心愿墙', next: '接下来等党员和单位认领。' },
	decline: { done: '已经退回修改', next: '工作人员会改好再提交，或者转成微项目。' },
	budget: { done: '预算和节点记下了', next: '认领的单位可以看到，实际花费会和它对照。' },
	claim: { done: '认领成功', next: '请尽快联系心愿人，联系以后在这里记一笔。期限写在下面。' },
	share: { done: '分担的项目记下了', next: '谁承担什么，写在下面的预算表里。' },
	lead: { done: '牵头人已经更换', next: '大家的名额不变。' },
	reassign: { done: '已经改派', next: '新的认领人请尽快联系心愿人。原来的一方不再看得到联系方式。' },
	contact: { done: '联系日期记下了', next: '接下来可以去走访看看；不用看的，可以直接开始实施。' },
	assess: { done: '走访情况记下了', next: '准备好了就可以开始实施。' },
	start: { done: '已经开始实施', next: '有进展请随时记下来。做好以后提交验收。' },
	report: { done: '进展记下了', next: '做好以后提交验收。' },
	milestone: { done: '节点记下了', next: '都做好以后提交验收。' },
	submit: { done: '已经提交验收', next: '短信会请本人确认。也可以打电话或当面问，再替本人记下来。' },
	accept: { done: '心愿完成了', next: '一周内没有别的意见，会自动归档。' },
	reopen: { done: '已经退回继续做', next: '请看看哪里还要改，做好以后再提交一次。' },
	thank: { done: '感谢的话收到了', next: '同意公开的，会用称呼出现在心愿墙上。' },
	showThanks: { done: '感谢的话已经公开', next: '它和这个心愿一起，出现在心愿墙上。' },
	release: { done: '已经退出认领', next: '这个名额重新开放，等别人来认领。' },
	close: { done: '已经归档', next: '这个心愿都办完了。' },
	retract: { done: '已经撤回同意', next: '公开的部分马上撤下了。事情照常办。' },
	withdraw: { done: '心愿已经撤回', next: '它不再出现在心愿墙上。' }
};
