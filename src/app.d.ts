import type { Context } from '#kernel/command.ts';
import type { Presence } from '#modules/identity/server.ts';

declare global {
	namespace App {
		interface Locals {
			/** The database, the actor and the clock of this request. */
			context: Context;
			presence: Presence;
		}
		interface Error {
			message: string;
			/** By which a failure is found in the log. */
			id?: string;
		}
	}
}
