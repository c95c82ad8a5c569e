import type { ApiRouter } from '#kernel/api.ts';
import { statisticsApi } from '#modules/statistics/server.ts';
import { wishesApi } from '#modules/wishes/server.ts';

/** The routers of the modules, all below /api/v1. */
export const apiModules: readonly ApiRouter[] = [wishesApi, statisticsApi];
