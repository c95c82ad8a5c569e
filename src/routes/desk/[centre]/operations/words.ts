import type { JobLine, JobState } from '#kernel/operations.server.ts';

/** What each job of ours does, for whoever looks after the machine. */
const tasks: Record<string, string> = {
	closeAcceptedWishes: '把确认满一周的心愿归档',
	deliverMessage: '发送短信',
	escalateDeadlines: '上报超期的事项',
	pruneMessages: '清理一周前的短信',
	recomputeProvisional: '按新公布的日历重算暂定的期限',
	proposeRelease: '建议释放没有按期联系的认领',
	recountDeadlines: '按改过的上班日子重算期限',
	remindDeadlines: '提醒快到期的事项',
	removePictureFiles: '删除没人用的图片文件',
	sealFacts: '封存历史记录',
	sweepIdentity: '清理过期的登录和验证码',
	sweepPictures: '清理上传后没用上的图片',
	sweepWishes: '清理写到一半过期的心愿',
	tellClocks: '用短信告诉经办人、认领人和领导快到期和超期的事',
	watchOpenings: '找出不寻常的联系方式查看'
};

export const taskWords = (task: string): string => tasks[task] ?? task;

export const stateTones = {
	failed: 'danger',
	endless: 'danger',
	late: 'danger',
	retried: 'warning',
	running: 'info',
	waiting: 'neutral'
} as const satisfies Record<JobState, string>;

export const stateLabels: Record<JobState, string> = {
	failed: '失败',
	endless: '一直没做完',
	late: '没人做',
	retried: '正在重试',
	running: '正在做',
	waiting: '等待'
};

/** How a job stands, and what to do about it when it is stuck. */
export function stateWords(state: JobState, { attempts, runAt, lockedAt }: JobLine, now: Date): string {
	switch (state) {
		case 'failed':
			return `试了${attempts}次都没有成功，不会再自动重试。请把下面的原因告诉维护人员，排除以后按上面的按钮重做。`;
		case 'endless':
			return `已经做了${minutesWords(lockedAt, now)}还没有结束，做它的程序可能中断了。4小时后会自动交给别的进程重做。`;
		case 'late':
			return `${minutesWords(runAt, now)}前就该做，到现在没有开始：后台可能停了，请检查程序是否在运行。`;
		case 'retried':
			return `试了${attempts}次没有成功，到时间会自动再试。`;
		case 'running':
			return '正在做。';
		case 'waiting':
			return '到时间会自动做。';
	}
}

function minutesWords(since: Date | null, now: Date): string {
	const minutes = since === null ? 0 : Math.floor((now.getTime() - since.getTime()) / 60_000);
	if (minutes < 60) return `${minutes}分钟`;
	return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}小时` : `${Math.floor(minutes / 1440)}天`;
}

/** 12.3 MB */
export const bytesWords = (bytes: number): string =>
	bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
