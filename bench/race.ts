// npm run race -- claims shifts: many people want the last place, in two processes at once. Prints violations; none is the only pass.
import { raceClaims } from './claims.race.ts';
import { runChosen } from './lib/chosen.ts';
import { raceShifts } from './shifts.race.ts';

process.exit((await runChosen({ claims: raceClaims, shifts: raceShifts })) === 0 ? 0 : 1);
