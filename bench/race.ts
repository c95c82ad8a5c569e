// npm run race -- claims: many people want the last place, in two processes at once. Prints violations; none is the only pass.
import { raceClaims } from './claims.race.ts';
import { runChosen } from './lib/chosen.ts';

process.exit((await runChosen({ claims: raceClaims })) === 0 ? 0 : 1);
