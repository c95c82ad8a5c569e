type Answer = { values: Record<string, string | string[]> } | null | undefined;

/** What a form shows in its single fields: what was typed, if it was refused, else what it begins with. */
export const typedValues = (form: Answer, start: Record<string, string>): Record<string, string> =>
	form
		? Object.fromEntries(Object.entries(form.values).map(([name, value]) => [name, [value].flat()[0] ?? '']))
		: start;

/** The same for fields of which several may be chosen. */
export const typedLists = (form: Answer, start: Record<string, string[]>): Record<string, string[]> =>
	form ? Object.fromEntries(Object.entries(form.values).map(([name, value]) => [name, [value].flat()])) : start;
