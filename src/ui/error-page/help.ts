export interface Help {
	title: string;
	/** What happened. */
	what: string;
	/** What the visitor can do now. */
	todo: string;
	/** Whether trying the same address again can help. */
	again?: boolean;
}

/**
 * What an error page says for an HTTP status. A message of our own (a sentence in Chinese) takes the place of what happened; the
 * framework's English ones do not, nor one that only repeats the title. A server's fault never shows its message.
 */
export function helpFor(status: number, message?: string): Help {
	const help = HELP[status] ?? (status >= 500 ? SERVER : REQUEST);
	const ours = message !== undefined && status < 500 && /\p{Script=Han}/u.test(message);
	return ours && message !== `${help.title}。` ? { ...help, what: message } : help;
}

const REQUEST: Help = {
	title: '这个请求没有办成',
	what: '发来的内容我们看不懂，什么都没有改动。',
	todo: '请返回上一页检查填写的内容，再试一次。'
};

const SERVER: Help = {
	title: '系统出了点问题',
	what: '这是我们的问题，不是您的操作有误。已经办成的事都还在。',
	todo: '请过几分钟再试一次。如果还是不行，请联系我们。',
	again: true
};

const HELP: Record<number, Help> = {
	400: REQUEST,
	401: {
		title: '请先登录',
		what: '这个页面要登录以后才能看。',
		todo: '登录以后会自动回到这里。'
	},
	403: {
		title: '您不能打开这个页面',
		what: '您现在的身份没有这项权限，什么都没有改动。',
		todo: '如果您觉得应该可以，请联系中心的工作人员。'
	},
	404: {
		title: '没有找到这个页面',
		what: '地址可能写错了，或者内容已经撤下。',
		todo: '请检查地址，或者回到首页重新查找。'
	},
	405: REQUEST,
	409: {
		title: '情况刚刚有了变化',
		what: '在您操作的时候，这件事已经被别人处理了，您的操作没有重复生效。',
		todo: '请重新打开页面，看看现在的情况。',
		again: true
	},
	413: {
		title: '文件太大了',
		what: '上传的内容超过了允许的大小，没有保存。',
		todo: '请返回上一页，换小一点的图片或者少选几张。'
	},
	422: {
		title: '填写的内容要改一改',
		what: '有些内容不符合要求，没有保存。',
		todo: '请返回上一页，按提示修改后再提交。'
	},
	429: {
		title: '操作太频繁了',
		what: '短时间内试了太多次，为了安全先停一停。',
		todo: '请等几分钟再试。',
		again: true
	},
	500: SERVER,
	503: {
		title: '系统正在忙，请稍等',
		what: '系统正在维护，或者访问的人太多。已经提交的内容不会丢。',
		todo: '请过一两分钟再试一次。',
		again: true
	}
};
