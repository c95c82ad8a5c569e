import { newRouter } from '#kernel/api.ts';
import { proofApi } from './api/proofs.server.ts';
import { recognitionApi } from './api/recognitions.server.ts';
import { recordApi } from './api/records.server.ts';
import { reportApi } from './api/reports.server.ts';
import { reviewApi } from './api/reviews.server.ts';

/** The operations of the service records. */
export const recordsApi = newRouter();
for (const api of [recordApi, proofApi, reportApi, reviewApi, recognitionApi]) recordsApi.route('/', api);
