export { createCentre } from './commands.server.ts';
export { mustBeSetUpToken, SetUp, setUp, setUpLink } from './set-up.server.ts';
