import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Everything in bin/ that is plain JavaScript runs on any Node >= 18, before a single package is installed.

/** The folder of the checkout. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string[]} parts */
export const inProject = (...parts) => path.join(ROOT, ...parts);

/** The folder of the installation's own data, absolute; a relative MEIHUA_DATA counts from the checkout. */
export const dataFolder = () => path.resolve(ROOT, process.env.MEIHUA_DATA || 'data');

/** @param {string | Buffer} text */
export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A short name for a folder, for files that have to live outside of it. @param {string} folder */
export const shortName = (folder) => `meihua-${sha256(folder).slice(0, 10)}`;

/** @param {number} ms */
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
