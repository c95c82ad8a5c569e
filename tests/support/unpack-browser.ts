// Unpacks the browser that comes as a package into the folder for temporary files, TMPDIR: see browser.ts.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
