import type { SettingRow } from '#modules/directory/server.ts';
import type { Declared } from './declared.ts';

export interface StandingView {
	value: unknown;
	/** The first day of the value in force; none for the standard, which holds without a choice. */
	since: string | null;
	citation: string;
	/** What was chosen for a day to come, the next one. */
	next: SettingRow | undefined;
}

/** What holds on a day and what is to come, from everything a centre chose (by name, newest effective date first). */
export function standingOn(setting: Declared, history: readonly SettingRow[], today: string): StandingView {
	const chosen = history.filter(({ name }) => name === setting.name);
	const now = chosen.find(({ effectiveFrom }) => effectiveFrom <= today);
	const coming = chosen.filter(({ effectiveFrom }) => effectiveFrom > today);
	const nextDay = coming.at(-1)?.effectiveFrom;
	return {
		value: now ? now.value : setting.standard,
		since: now?.effectiveFrom ?? null,
		citation: now?.citation ?? setting.citation,
		next: coming.find(({ effectiveFrom }) => effectiveFrom === nextDay)
	};
}
