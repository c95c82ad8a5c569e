import type { z } from 'zod';
import type { Context } from '#kernel/command.ts';
import { draftAgreement } from './commands/agreement.server.ts';
import { enterDemand } from './commands/demand.server.ts';
import { beginPlan } from './commands/plan.server.ts';
import { planProject } from './commands/project.server.ts';
import { offerResource } from './commands/resource.server.ts';
import { BeginPlan, DraftAgreement, EnterDemand, OfferResource, PlanProject } from './forms.ts';
import type { CoKind } from './nouns.ts';

export { agreeOnMatch } from './commands/agree-on-match.server.ts';

interface Adder {
	schema: z.ZodObject;
	run(
		context: Context,
		input: Record<string, unknown> & { centreId: string },
		submissionKey?: string
	): Promise<{ id: string; reference?: string }>;
}

const adder = <Input>(
	schema: z.ZodObject,
	run: (context: Context, input: Input, submissionKey?: string) => ReturnType<Adder['run']>
): Adder => ({ schema, run: (context, input, key) => run(context, input as Input, key) });

/** How an entry of each kind comes to be; the command reads its input by the schema. */
export const adders: Record<CoKind, Adder> = {
	demand: adder(EnterDemand, enterDemand),
	resource: adder(OfferResource, offerResource),
	project: adder(PlanProject, planProject),
	agreement: adder(DraftAgreement, draftAgreement),
	plan: adder(BeginPlan, beginPlan)
};
