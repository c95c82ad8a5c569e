import type { ApiRouter } from '#kernel/api.ts';
import { attendanceApi } from '#modules/attendance/server.ts';
import { checkInsApi } from '#modules/checkins/server.ts';
import { callPeopleApi, callsApi } from '#modules/calls/server.ts';
import { cobuildingApi } from '#modules/cobuilding/server.ts';
import { directoryApi } from '#modules/directory/server.ts';
import { peopleApi } from '#modules/people/server.ts';
import { postsApi } from '#modules/posts/server.ts';
import { recordsApi } from '#modules/records/server.ts';
import { statisticsApi } from '#modules/statistics/server.ts';
import { wishesApi } from '#modules/wishes/server.ts';

/** The routers of the modules, all below /api/v1. */
export const apiModules: readonly ApiRouter[] = [
	wishesApi,
	directoryApi,
	peopleApi,
	statisticsApi,
	postsApi,
	cobuildingApi,
	checkInsApi,
	attendanceApi,
	callsApi,
	callPeopleApi,
	recordsApi
];
