export { statisticsApi } from './api.server.ts';
export { statisticsTasks } from './jobs.server.ts';
export { checkInStatistics } from './queries/check-in-statistics.server.ts';
export { topClaimers } from './queries/claimers.server.ts';
export { countedWishes } from './queries/counted-wishes.server.ts';
export { wishStatistics, yearsOf, type WishStatistics } from './queries/wish-statistics.server.ts';
