import { Conflict, Refused } from './errors.ts';

/** How long a thing may stay in a state. The centre's settings may give another amount. */
export interface Limit {
	amount: number;
	unit: 'days' | 'workdays' | 'months';
}
export const days = (amount: number): Limit => ({ amount, unit: 'days' });
export const workdays = (amount: number): Limit => ({ amount, unit: 'workdays' });

/** Where an action leads, and for whom it is there. More than one `to` means that the command decides between them. */
export interface Step<State extends string, Role extends string> {
	to: readonly State[];
	by: readonly Role[];
}

export interface StateRow<State extends string, Action extends string, Role extends string> {
	label: string;
	within?: Limit;
	on: Partial<Record<Action, Step<State, Role>>>;
}

export interface Lifecycle<State extends string, Action extends string, Role extends string> {
	name: string;
	initial: State;
	states: Record<State, StateRow<State, Action, Role>>;
	actions: Record<Action, string>;
	roles: Record<Role, string>;
}

/** `to('claimed').by('clerk')` */
export const to = <State extends string>(...states: State[]) => ({
	by: <Role extends string>(...roles: Role[]): Step<State, Role> => ({ to: states, by: roles })
});

/** Declares a lifecycle; the types make the table exhaustive. */
export const lifecycle = <State extends string, Action extends string, Role extends string>(
	table: Lifecycle<State, Action, Role>
): Lifecycle<State, Action, Role> => table;

export const statesOf = <S extends string, A extends string, R extends string>(of: Lifecycle<S, A, R>) =>
	Object.keys(of.states) as S[];
export const actionsOf = <S extends string, A extends string, R extends string>(of: Lifecycle<S, A, R>) =>
	Object.keys(of.actions) as A[];

/** What somebody in these roles may do from here: the buttons of a page. */
export const actionsFor = <S extends string, A extends string, R extends string>(
	of: Lifecycle<S, A, R>,
	from: S,
	roles: readonly R[]
): A[] => actionsOf(of).filter((action) => of.states[from].on[action]?.by.some((role) => roles.includes(role)));

/** Takes a step, or says why not: a Conflict when the state does not know the action, a Refused when it is not for these roles. */
export function step<S extends string, A extends string, R extends string>(
	of: Lifecycle<S, A, R>,
	from: S,
	action: A,
	roles: readonly R[]
): Step<S, R> {
	const found = of.states[from].on[action];
	if (!found) {
		if (!everBy(of, action, roles)) throw new Refused(`您的身份不能“${of.actions[action]}”。`);
		throw new Conflict(
			`${of.name}现在是“${of.states[from].label}”，不能“${of.actions[action]}”。请刷新页面看最新情况。`
		);
	}
	if (!found.by.some((role) => roles.includes(role))) throw new Refused(`您的身份不能“${of.actions[action]}”。`);
	return found;
}

/** Whether these roles could take the action in any state: otherwise the state is none of their business. */
const everBy = <S extends string, A extends string, R extends string>(
	of: Lifecycle<S, A, R>,
	action: A,
	roles: readonly R[]
): boolean => statesOf(of).some((state) => of.states[state].on[action]?.by.some((role) => roles.includes(role)));

/** The state diagram, in Mermaid. */
export function diagram<S extends string, A extends string, R extends string>(of: Lifecycle<S, A, R>): string {
	const lines = statesOf(of).flatMap((state) => [
		`    ${state}: ${of.states[state].label}`,
		...actionsOf(of).flatMap((action) =>
			(of.states[state].on[action]?.to ?? []).map((target) => `    ${state} --> ${target}: ${of.actions[action]}`)
		)
	]);
	const ends = statesOf(of).filter((state) => Object.keys(of.states[state].on).length === 0);
	return [
		'stateDiagram-v2',
		`    [*] --> ${of.initial}`,
		...lines,
		...ends.map((state) => `    ${state} --> [*]`)
	].join('\n');
}
