import type { Centre } from '#modules/directory/server.ts';
import type { Value } from './xml.ts';

/** When what is said here, and how wishes are told as requests, last changed. */
const CHANGESET = '2026-11-24 00:00';

/** Where the endpoint is and what it speaks. */
export const discoveryOf = ({ slug, name, phone, address }: Centre, origin: string): Value => ({
	changeset: CHANGESET,
	contact: `${name}，电话 ${phone}，地址 ${address}`,
	key_service: '不需要 api_key。提交的内容和网页上居民自己提的心愿一样，由工作人员打电话核实。',
	endpoints: [
		{
			specification: 'http://wiki.open311.org/GeoReport_v2',
			url: `${origin}/open311/${slug}/v2`,
			changeset: CHANGESET,
			type: 'production',
			formats: ['text/xml', 'application/json']
		}
	]
});
