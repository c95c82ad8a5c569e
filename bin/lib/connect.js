import pg from 'pg';
import { Trouble } from './trouble.js';

/**
 * Connects, or says in a sentence why not. The password of the address is never part of the sentence.
 * @param {string} url
 * @returns {Promise<pg.Client>}
 */
export async function connect(url) {
	const shown = withoutSecrets(url);
	try {
		const client = new pg.Client({
			connectionString: url,
			connectionTimeoutMillis: 10_000,
			application_name: 'meihua launcher'
		});
		client.on('error', () => undefined); // the query in flight reports it
		await client.connect();
		return client;
	} catch (error) {
		throw new Trouble(`连不上数据库 ${shown}：${reason(/** @type {NodeJS.ErrnoException} */ (error))}`);
	}
}

/**
 * Host, port and database of an address, without user, password and options.
 * @param {string} url
 * @throws {Trouble} when it is no address of a PostgreSQL database
 */
export function withoutSecrets(url) {
	if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
		throw new Trouble(
			'DATABASE_URL 写得不对，要像这样：postgres://用户名:密码@主机:5432/数据库名（密码里的特殊字符要写成 %40 这样的形式）'
		);
	const { host, pathname, searchParams } = new URL(url);
	return `${searchParams.get('host') ?? host}${pathname}`;
}

/** @param {NodeJS.ErrnoException} error */
function reason({ code, message }) {
	switch (code) {
		case 'ECONNREFUSED':
		case 'ENOENT':
			return '那里没有数据库在运行。请检查主机和端口，或先启动数据库。';
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return '找不到这个主机名。';
		case '28P01':
		case '28000':
			return '用户名或密码不对，或者数据库不允许从这里登录。';
		case '3D000':
			return '没有这个数据库，请先创建它（CREATE DATABASE）。';
		case '53300':
			return '数据库的连接数已经用完，请稍后再试。';
		case '57P03':
			return '数据库正在启动，请稍后再试。';
	}
	return /timeout/i.test(message) ? '10 秒内没有回应。请检查主机、端口和防火墙。' : message;
}
