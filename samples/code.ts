import { totpNow } from '#modules/identity/server.ts';
import { TWO_FACTOR_SECRET } from './accounts.ts';

/** Prints the number the sample administrator's app would show now. */
console.log(totpNow(TWO_FACTOR_SECRET));
