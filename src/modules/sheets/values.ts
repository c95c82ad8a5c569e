import { parseYuan } from '#kernel/money.ts';
import { textIn, type Cell } from './cell.ts';

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465; // 9999-12-31

/** The day of a serial number of a spreadsheet, with the time when it says one: 2021-03-05, 2021-03-05 09:30. */
export function dayOfSerial(serial: number, from1904: boolean): string {
	const shifted = from1904 ? serial + 1462 : serial;
	// the year 1900 is taken for a leap year there
	const epoch = Date.UTC(1899, 11, shifted < 60 ? 31 : 30);
	const moment = new Date(epoch + Math.round(shifted * 86_400) * 1000).toISOString();
	const [day, time] = [moment.slice(0, 10), moment.slice(11, 16)];
	return time === '00:00' ? day : `${day} ${time}`;
}

/**
 * A day as people and spreadsheets write it: 2021-03-05, 2021/3/5, 2021.3.5, 2021年3月5日, 20210305, or a serial number.
 * Null for an empty cell; undefined for anything else, also for a day that no calendar has.
 */
export function dayIn(cell: Cell | undefined, from1904 = false): string | null | undefined {
	if (typeof cell === 'number' && cell > 0 && cell <= LAST_SERIAL) return dayOfSerial(cell, from1904).slice(0, 10);
	if (typeof cell === 'object' && cell !== null) return undefined;
	const text = textIn(cell)
		.normalize('NFKC')
		.replace(/^['’]/, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?[(]?(?:星期|周)[一二三四五六日天][)]?$/, '')
		.replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
		.trim();
	if (text === '') return null;
	const [, year, month, day] =
		/^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
	if (!year || !month || !day) return undefined;
	const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return at.getTime() >= -50 * 365 * DAY_MS && at.toISOString().startsWith(written) ? written : undefined;
}

/** An amount in fen from yuan as a number or as people write it; `inTenThousands` when the heading says 万元. Null when empty. */
export function fenIn(cell: Cell | undefined, inTenThousands = false): number | null | undefined {
	if (typeof cell === 'object' && cell !== null) return undefined;
	const times = inTenThousands ? 10_000 : 1;
	if (typeof cell === 'number') return fenOfYuan(cell * times);
	const text = textIn(cell)
		.replace(/^['’]/, '')
		.replace(/[（(]?人民币[）)]?/, '')
		.trim();
	if (text === '') return null;
	const [, many] = /^(.*?)\s*万元?$/.exec(text) ?? [];
	const fen = parseYuan((many ?? text).replace(/，/g, ','));
	if (many === undefined) return fen === undefined ? undefined : fen * times;
	return fen === undefined ? undefined : fen * 10_000;
}

/** A spreadsheet keeps 97150.6 as 97150.600000000006; a third decimal that somebody wrote is another matter. */
function fenOfYuan(yuan: number): number | undefined {
	const fen = Math.round(yuan * 100);
	return yuan >= 0 && Number.isSafeInteger(fen) && Math.abs(yuan * 100 - fen) < 1e-4 ? fen : undefined;
}
