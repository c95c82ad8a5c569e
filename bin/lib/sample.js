import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { connect } from './connect.js';
import { lockOwner, takeLock } from './lock.js';
import { inProject, ROOT } from './project.js';
import { say, Trouble } from './trouble.js';

/** @typedef {{ empty?: boolean, sample?: boolean }} Choice what the operator asked for at the start */
/** @typedef {{ role: string, username: string, password: string, note?: string }} SignIn */

/**
 * Loads the sample centre into a database that holds no centre yet. On a database of the operator's own
 * (DATABASE_URL) only when asked; never once somebody has chosen an empty start.
 * @param {{ url: string, embedded: boolean }} database @param {string} data @param {Choice} choice
 */
export async function loadSampleIfFirst({ url, embedded }, data, { empty, sample }) {
	const state = await installation(url);
	if (sample && state.hasCentre) say('数据库里已经有服务中心，不再装入样例。');
	if (state.hasCentre || empty || !(sample || (embedded && !state.isBeingSetUp))) return;
	say('正在装入样例中心……');
	const loading = embedded ? takeLock(markerOf(data)) : undefined; // only a database of our own may be thrown away
	const child = spawn(process.execPath, [inProject('samples/load.ts')], {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...process.env, DATABASE_URL: url }
	});
	const code = await new Promise((resolve) => child.on('exit', resolve));
	if (code !== 0)
		throw new Trouble(
			`样例中心没有装完，原因见上面几行。${embedded ? '再次启动会重新装入；不要样例请用：npm start -- --empty' : '请先清空这个数据库再试。'}`
		);
	await markAsSample(url);
	loading?.release();
}

/**
 * A sample whose loading was cut off is thrown away with its database: nobody has used it yet.
 * @param {string} adminUrl @param {string} data
 */
export async function discardHalfSample(adminUrl, data) {
	const marker = markerOf(data);
	if (!fs.existsSync(marker) || lockOwner(marker)) return;
	say('上次装入样例时被中断，重新来过……');
	const client = await connect(adminUrl);
	await client.query('drop database if exists meihua with (force)');
	await client.end();
	fs.rmSync(marker, { force: true });
}

/**
 * The accounts of the sample centre, when this installation is the sample.
 * @param {string} url
 * @returns {Promise<SignIn[]>}
 */
export async function sampleSignIns(url) {
	const file = inProject('samples/sign-ins.json');
	const { isSample } = await installation(url);
	return isSample && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : [];
}

/** Its holder is loading; left behind by a dead process it means that half a sample is in the database. @param {string} data */
const markerOf = (data) => path.join(data, 'sample.loading');

/** @param {string} url @returns {Promise<{ hasCentre: boolean, isSample: boolean, isBeingSetUp: boolean }>} */
async function installation(url) {
	const client = await connect(url);
	try {
		const { rows } = await client.query(`
			select exists (select from directory.centre) as "hasCentre", sample as "isSample", set_up_token_hash is not null as "isBeingSetUp"
			from kernel.installation`);
		return rows[0];
	} finally {
		await client.end();
	}
}

/** @param {string} url */
async function markAsSample(url) {
	const client = await connect(url);
	await client.query('update kernel.installation set sample = true');
	await client.end();
}
