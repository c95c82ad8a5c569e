import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { say, Trouble } from '../trouble.js';
import { sentenceForLog } from './sentences.js';

/** @typedef {import('./place.js').Place} Place */

/**
 * Makes the data directory if there is none, and checks the one that is there.
 * @param {Place} place
 */
export function ensureCluster(place) {
	const version = path.join(place.cluster, 'PG_VERSION');
	if (!fs.existsSync(version)) return createCluster(place);
	const made = Number.parseInt(fs.readFileSync(version, 'utf8'), 10);
	if (made !== place.major)
		throw new Trouble(
			`数据目录 ${place.cluster} 属于 PostgreSQL ${made}，这个版本的程序自带 PostgreSQL ${place.major}，两者不能混用。` +
				`数据没有改动。请用原来的程序版本启动并备份，再把备份恢复到新的数据目录。`
		);
	handOver(place);
}

/** The folder and what is in it go to the user the server runs as (another user started us last time). @param {Place} place */
export function handOver({ cluster, owner }) {
	if (owner && fs.statSync(cluster).uid !== owner.uid) spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, cluster]);
}

/** The cluster is made beside its place and moved there when it is whole: a killed initdb leaves nothing behind. @param {Place} place */
function createCluster(place) {
	if (fs.existsSync(place.cluster) && fs.readdirSync(place.cluster).length)
		throw new Trouble(`${place.cluster} 里有别的文件，不是数据库目录。请移走它，或用 MEIHUA_DATA 指定另一个数据目录。`);
	say('正在创建数据库……');
	const half = `${place.cluster}.new`;
	fs.rmSync(half, { recursive: true, force: true });
	fs.mkdirSync(half, { mode: 0o700 });
	handOver({ ...place, cluster: half });
	const [program = '', ...args] = [...place.wrap, path.join(place.native, 'bin/initdb'), '-D', half, ...layout];
	const { status, stdout, stderr } = spawnSync(program, args, {
		...place.identity,
		cwd: '/',
		encoding: 'utf8',
		env: serverEnvironment()
	});
	if (status !== 0) throw new Trouble(sentenceForLog(`${stdout}${stderr}`, place.cluster));
	fs.renameSync(half, place.cluster);
}

/** With plain C as the character type, pg_trgm finds no likeness in Chinese text. */
const layout = [
	...['-U', 'postgres', '--auth=trust', '--encoding=UTF8'],
	...['--locale=C', '--lc-ctype=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
];

/** Only what the server needs: settings such as PGPORT must not leak in, nor our secrets. */
export const serverEnvironment = () => ({ PATH: process.env.PATH, TZ: process.env.TZ, LC_ALL: 'C' });
