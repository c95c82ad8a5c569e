export { statisticsApi } from './api.server.ts';
export { countedWishes, type CountedWish, type CountedWishes } from './queries/counted-wishes.server.ts';
export { wishStatistics, yearsOf, type WishStatistics } from './queries/wish-statistics.server.ts';
