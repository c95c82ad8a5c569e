/** Something the operator can mend: the message is a whole sentence that says how. */
export class Trouble extends Error {
	/** @override */
	name = 'Trouble';
}

/** One line of progress for the operator. @param {string} line */
export const say = (line) => console.log(`· ${line}`);

/**
 * Runs a command of ours to its end; a trouble is told in its own words, anything else with its stack.
 * @param {() => Promise<void>} work
 */
export async function command(work) {
	try {
		await work();
	} catch (error) {
		console.error(`\n✗ ${inWords(error)}\n`);
		process.exit(1);
	}
}

/** @param {unknown} error */
export function inWords(error) {
	if (!(error instanceof Error)) return String(error);
	const sentence = error instanceof Trouble || error.name === 'BadEnvironment' ? error.message : sentenceFor(error);
	return sentence ?? error.stack ?? error.message;
}

/**
 * What a failed system call means to the person at the keyboard; undefined when it is nothing they could mend.
 * @param {NodeJS.ErrnoException & { address?: string, port?: number }} error
 */
export function sentenceFor({ code, path, address, port }) {
	switch (code) {
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			if (port !== undefined) return `没有权限使用端口 ${port}。请换一个大于 1024 的端口，例如：PORT=3000 npm start`;
			return `没有写入 ${path ?? '数据目录'} 的权限。请换用有权限的用户启动，或用 MEIHUA_DATA 指定另一个数据目录。`;
		case 'ENOSPC':
		case 'EDQUOT':
			return `磁盘满了${path ? `，写不进 ${path}` : ''}。请腾出空间后再启动，已有的数据不会丢失。`;
		case 'EADDRINUSE':
			return `端口 ${port} 已被别的程序占用。请先停下那个程序，或换一个端口，例如：PORT=${(port ?? 3000) + 1} npm start`;
		case 'EADDRNOTAVAIL':
			return `HOST=${address} 不是本机的地址。只在本机访问用 127.0.0.1，对外提供服务用 0.0.0.0。`;
	}
}
