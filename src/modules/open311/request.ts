import { kinds, wishLifecycle } from '#modules/wishes/index.ts';
import type { KnownRequest, PublicRequest } from '#modules/wishes/server.ts';
import { statusOf } from './filter.ts';
import { codeOf } from './services.ts';
import type { Value } from './xml.ts';

interface Site {
	origin: string;
	centreName: string;
}

/** A wish on the wall as a service request. We keep no coordinates; of the address only the community is public. */
export const describedRequest = (request: PublicRequest, { origin, centreName }: Site): Value => ({
	service_request_id: request.reference,
	status: statusOf(request.state),
	status_notes: wishLifecycle.states[request.state].label,
	service_name: `${kinds[request.kind]}·${request.categoryName}`,
	service_code: codeOf(request.kind, request.category),
	description: `${request.title}\n${request.publicText}`,
	agency_responsible: centreName,
	service_notice: null,
	requested_datetime: request.requestedAt.toISOString(),
	updated_datetime: request.updatedAt.toISOString(),
	expected_datetime: null,
	address: request.communityName,
	address_id: null,
	zipcode: null,
	lat: null,
	long: null,
	media_url: request.coverId === null ? null : `${origin}/files/${request.coverId}/card.webp`
});

/** Of a wish that is not on the wall, whoever has its number learns whether it is still open, and nothing else. */
export const knownRequest = ({ reference, state, shown }: KnownRequest, site: Site): Value =>
	shown ? describedRequest(shown, site) : { service_request_id: reference, status: statusOf(state) };
