// node bin/build.js: builds the application if its sources have changed.
import { ensureBuilt } from './lib/build.js';
import { command } from './lib/trouble.js';

await command(ensureBuilt);
