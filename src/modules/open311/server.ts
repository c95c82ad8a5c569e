export { errorsIn, formatOf, withoutFormat } from './answer.ts';
export { open311, type Open311Env } from './api.server.ts';
