// npm run bench -- wishes: each speed beside a baseline of the same run, and their ratio. Nothing here is a test.
import { benchLedger } from './ledger.bench.ts';
import { benchMembers } from './members.bench.ts';
import { benchWishes } from './wishes.bench.ts';
import { runChosen } from './lib/chosen.ts';

process.exit((await runChosen({ ledger: benchLedger, wishes: benchWishes, members: benchMembers })) === 0 ? 0 : 1);
