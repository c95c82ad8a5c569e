import { urgencies, type Urgency } from './call.ts';
import { whenWords } from './when.ts';

interface Told {
	centreName: string;
	title: string;
	urgency: Urgency;
	place: string;
	startsAt: Date;
	endsAt: Date;
	/** The address of the page on which to answer. */
	link: string;
}

const heading = ({ centreName, urgency, title }: Pick<Told, 'centreName' | 'urgency' | 'title'>): string =>
	`【${centreName}】${urgency === 'ordinary' ? '' : urgencies[urgency]}动员：${title}`;

const whereAndWhen = ({ place, startsAt, endsAt }: Told): string => `${whenWords(startsAt, endsAt)}，在${place}集合`;

export const callMessage = (call: Told): string =>
	`${heading(call)}。${whereAndWhen(call)}。能不能来，请点开回复：${call.link}`;

export const reminderMessage = (call: Told): string =>
	`${heading(call)}。还没收到您的答复。${whereAndWhen(call)}。能来、来不了都请点一下：${call.link}`;

export const calledOffMessage = (call: Told, words: string): string =>
	`${heading(call)}，已经取消，请不用来了。原因：${words}`;

export const thanksMessage = ({ centreName, title }: Told, words: string): string =>
	`【${centreName}】“${title}”结束了。${words}`;
