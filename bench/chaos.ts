// npm run chaos -- claims: kills the application and the database under load. What was acknowledged must be there, once.
import { chaosClaims } from './claims.chaos.ts';
import { runChosen } from './lib/chosen.ts';

process.exit((await runChosen({ claims: chaosClaims })) === 0 ? 0 : 1);
