/**
 * What the server's own words mean to the person at the keyboard.
 * @param {string} log what initdb or the server wrote since it was started
 * @param {string} cluster
 */
export function sentenceForLog(log, cluster) {
	if (/No space left on device|Disk quota exceeded|Check free disk space/.test(log))
		return `磁盘满了，数据库无法启动（${cluster}）。请腾出空间后再启动，已提交的数据不会丢失。`;
	if (/Permission denied|Operation not permitted|Read-only file system/.test(log))
		return `数据库没有权限读写 ${cluster}。请换用这个目录的主人启动，或用 MEIHUA_DATA 指定另一个数据目录。`;
	if (/wrong ownership/.test(log)) return `数据库目录 ${cluster} 属于另一个用户。请换用那个用户启动。`;
	if (
		/could not (map anonymous shared memory|create shared memory|resize shared memory)|Cannot allocate memory/.test(log)
	)
		return '内存不足，数据库无法启动。请关掉一些程序后再试。';
	return `数据库没有启动成功（${cluster}）。它最后说的是：\n${log.trim().split('\n').slice(-12).join('\n')}`;
}

/** The server cannot start for a moment only: what a killed one left behind is still going away. @param {string} log */
export const passesByItself = (log) =>
	/pre-existing shared memory block|lock file ".*" already exists|could not bind|is another postmaster/i.test(log);
