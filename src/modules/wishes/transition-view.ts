import type { WishAction, WishState } from './lifecycle.ts';
import type { Passage } from './passages.ts';
import type { PictureStage } from './wish.ts';

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
	wish: { reference: string; state: WishState; title: string | null; places: number; claimed: number };
	/** What the fields hold before anything is typed. */
	values: Record<string, string>;
	/** Who can be chosen: to claim, or of the claims that are held. */
	claimers: { value: string; label: string }[];
	/** What was searched for among all claimers of the centre; null where the list is short anyway. */
	search: string | null;
	categories: { value: string; label: string }[];
	/** For publication: what was told, with what must not become public marked. */
	publication: { told: Passage[]; aliases: string[] } | null;
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
	claim: { done: '认领成功', next: '请尽快联系心愿人，联系以后在这里记一笔。期限写在下面。' },
	contact: { done: '联系日期记下了', next: '接下来可以去走访看看；不用看的，可以直接开始实施。' },
	assess: { done: '走访情况记下了', next: '准备好了就可以开始实施。' },
	start: { done: '已经开始实施', next: '有进展请随时记下来。做好以后提交验收。' },
	report: { done: '进展记下了', next: '做好以后提交验收。' },
	submit: { done: '已经提交验收', next: '短信会请本人确认。也可以打电话或当面问，再替本人记下来。' },
	accept: { done: '心愿完成了', next: '一周内没有别的意见，会自动归档。' },
	reopen: { done: '已经退回继续做', next: '请看看哪里还要改，做好以后再提交一次。' },
	release: { done: '已经退出认领', next: '这个名额重新开放，等别人来认领。' },
	close: { done: '已经归档', next: '这个心愿都办完了。' },
	withdraw: { done: '心愿已经撤回', next: '它不再出现在心愿墙上。' }
};
