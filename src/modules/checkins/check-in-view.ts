import type { Issue } from '#kernel/errors.ts';
import type { DeadlineView } from '#modules/deadlines/index.ts';
import type { Tone } from '#ui/badge/tone.ts';
import type { DrawnQr } from '#ui/qr/draw.server.ts';
import type { ReporterKind } from './check-in.ts';

type Row = { label: string; value: string | null };

/** The paper that goes home with whoever reported in (报到单), with the answer of the centre (回执) once there is one. */
export interface Slip {
	title: string;
	/** Spoken: in two groups of four. */
	reference: string;
	rows: Row[];
	qr: DrawnQr;
	/** The address behind the code, for whoever types it. */
	address: string;
	receipt: { accepted: boolean; on: string; by: string | null; reason: string | null } | null;
	centre: { name: string; phone: string; address: string; openingHours: string };
}

/** A check-in on its page, at the desk or of one's own. */
export interface CheckInView {
	kind: ReporterKind;
	id: string;
	/** Who reported in. */
	name: string;
	state: { label: string; tone: Tone };
	/** What comes next, in a sentence. */
	next: string;
	deadline: DeadlineView | null;
	rows: Row[];
	actions: { path: string; label: string; isEnd: boolean }[];
	slip: Slip;
	history: { at: Date; what: string; who: string; note: string | null }[];
	/** Where it goes on after a transfer. */
	movedTo: string | null;
	done: { done: string; next: string } | null;
}

type Option = { value: string; label: string };

/** The page of one step. */
export interface CheckInStep {
	title: string;
	/** What the button says. */
	label: string;
	isEnd: boolean;
	above: string;
	back: string;
	submissionKey: string;
	/** Said above the form. */
	lead: string | null;
	/** Which fields it asks for. */
	fields: readonly ('organisation' | 'community' | 'reason' | 'note')[];
	organisations: Option[];
	communities: Option[];
}

/** The answer to a form that was sent. */
export interface Answer {
	values: Record<string, string | string[]>;
	issues: Issue[];
	message: string;
}

export const stateTones: Record<string, Tone> = {
	submitted: 'warning',
	reported: 'warning',
	active: 'success',
	declined: 'danger',
	movedOut: 'neutral',
	withdrawn: 'neutral'
};

/** For the person, and for staff who look at it with them. */
export const nextWords: Record<string, string> = {
	submitted: '中心会核对，接收以后发回执。',
	reported: '中心会核对，接收以后就算报到了。',
	active: '已经报到。每隔一段时间会请您确认一次。',
	declined: '没有接收，原因写在下面。情况变了可以再报到。',
	movedOut: '已经转到别的社区。',
	withdrawn: '已经退出。想再来随时可以重新报到。'
};

/** For the notice after a step, out of `?done=<action>`. */
export const doneWords: Record<string, { done: string; next: string }> = {
	reported: { done: '报到单收到了', next: '请记下编号，或者把报到单打印、截图留好。' },
	known: { done: '以前报过到，就是这一份', next: '不用重复报到。有变动请打电话告诉中心。' },
	accept: { done: '已经接收', next: '可以打印回执，盖章后交给对方。' },
	decline: { done: '已经记为不予接收', next: '原因写在报到单上，请告诉对方。' },
	confirm: { done: '已经确认', next: '谢谢。下一次到期前会再提醒。' },
	transfer: { done: '已经转好', next: '原来的报到结束了，这是新社区的报到。' },
	withdraw: { done: '已经退出', next: '想再来随时可以重新报到。' }
};
