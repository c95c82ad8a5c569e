import { startApp } from '../../bin/lib/serve.js';

await startApp(Number(process.env['PORT']), '127.0.0.1');
process.send?.('ready');
process.on('disconnect', () => process.exit());
