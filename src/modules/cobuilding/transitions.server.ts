import type { Context } from '#kernel/command.ts';
import { agreementCommands } from './commands/agreement.server.ts';
import { demandCommands } from './commands/demand.server.ts';
import { planCommands } from './commands/plan.server.ts';
import { projectCommands } from './commands/project.server.ts';
import { resourceCommands } from './commands/resource.server.ts';
import type { CoCommand } from './commands/transition.server.ts';
import type { CoKind } from './nouns.ts';

const commands: Record<CoKind, Record<string, CoCommand>> = {
	demand: demandCommands,
	resource: resourceCommands,
	project: projectCommands,
	agreement: agreementCommands,
	plan: planCommands
};

/** Any transition of any kind. The action is one of `transitionsOf(kind)`. */
export function coAct(
	kind: CoKind,
	action: string,
	context: Context,
	input: Record<string, unknown> & { centreId: string; id: string },
	submissionKey?: string
): Promise<{ state: string }> {
	const run = commands[kind][action];
	if (!run) throw new Error(`${kind} has no action ${action}`);
	return run(context, input, submissionKey);
}
