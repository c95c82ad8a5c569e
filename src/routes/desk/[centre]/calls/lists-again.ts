interface Answer {
	values: Record<string, string | string[]>;
}

/** Which of each list are chosen: as they were sent, if the form was refused, else as it begins. */
export function listsAgain(
	answer: Answer | null | undefined,
	start: Record<string, readonly string[]> = {}
): Record<string, readonly string[]> {
	if (!answer) return start;
	return Object.fromEntries(
		Object.entries(answer.values).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value]] : []))
	);
}
