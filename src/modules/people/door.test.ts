import { expect, test } from 'vitest';
import { sameDoor } from './door.ts';

test.each([
	['木棉横街15号402', '广州市越秀区梅花村街道木棉横街 15 号 四楼402室'],
	['木棉横街15号402', '木棉横街十五号四零二房'],
	['水月坊3栋502', '水月坊３幢-502房'],
	['和乐坊8栋2单元1204', '和乐坊八座二单元1204室'],
	['样例街23号', '样例街二十三号']
])('one door, however it is written: %s = %s', (one, other) => {
	expect(sameDoor(other)).toBe(sameDoor(one));
	expect(sameDoor(one)).toBe(one);
});

test('other doors are others, and what names no number is no door', () => {
	expect(sameDoor('水月坊3栋502')).not.toBe(sameDoor('水月坊3栋503'));
	expect(sameDoor('水月坊3栋502')).not.toBe(sameDoor('水月坊35栋02'));
	for (const nowhere of ['', '桥底下', '水均社区小广场']) expect(sameDoor(nowhere)).toBeUndefined();
});
