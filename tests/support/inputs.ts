import { z } from 'zod';
import { shanghaiDate } from '#modules/deadlines/index.ts';
import { transitions, type WishAction } from '#modules/wishes/index.ts';
import type { Visitor } from '../../bin/lib/access/visitors.ts';
import type { Cast } from './cast.ts';

type Json = { properties?: Record<string, Property>; required?: string[] };
type Property = { enum?: unknown[]; const?: unknown; default?: unknown };

/** A valid input: the example that the schema itself gives for each field that must be there, else its first choice. */
export function exampleOf(schema: z.ZodObject): Record<string, unknown> {
	const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
	return Object.fromEntries(
		required.map((name) => [name, schema.shape[name]?.meta()?.examples?.[0] ?? choiceOf(properties[name] ?? {})])
	);
}

const choiceOf = (property: Property): unknown => property.enum?.[0] ?? property.const ?? property.default;

/** The input with which this visitor would take this action on a wish that the claimer holds, or that is open to be claimed. */
export function actionInput(action: WishAction, cast: Cast, visitor: Visitor): Record<string, unknown> {
	const input = exampleOf(transitions[action].schema);
	const today = shanghaiDate(new Date());
	if ('contactedOn' in input) input['contactedOn'] = today;
	if ('visitedOn' in input) input['visitedOn'] = today;
	if ('claimer' in input) input['claimer'] = claimerFor(cast, action === 'claim' ? visitor : 'claimer');
	if ('to' in input) input['to'] = { kind: 'member', id: cast.scopes.member };
	if ('reachedOn' in input) input['reachedOn'] = today;
	if (action === 'accept' || action === 'reopen' || action === 'thank' || action === 'retract')
		input['way'] = visitor === 'clerk' ? 'phone' : 'account';
	return input;
}

/** As whom somebody claims; whoever cannot, names the member. */
function claimerFor({ scopes }: Cast, visitor: Visitor) {
	if (visitor === 'representative') return { kind: 'organisation', id: scopes.organisation };
	return { kind: 'member', id: visitor === 'claimer' ? scopes.claimer : scopes.member };
}

/** The input as the form of a page sends it. */
export const formOf = (input: Record<string, unknown>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(input).map(([name, value]) => {
			if (name === 'items') return [name, '水管材料 3200'];
			if (value === true) return [name, 'on'];
			return [name, isClaimer(value) ? `${value.kind}:${value.id}` : String(value)];
		})
	);

const isClaimer = (value: unknown): value is { kind: string; id: string } =>
	typeof value === 'object' && value !== null && 'kind' in value;
