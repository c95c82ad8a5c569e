/** The first and the last moment of a day in Shanghai (YYYY-MM-DD), which knows no summer time; nothing for what is no day. */
export function momentsOf(day: string): { from: Date; before: Date } | undefined {
	const from = new Date(`${/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : ''}T00:00:00+08:00`);
	return Number.isNaN(from.getTime()) ? undefined : { from, before: new Date(from.getTime() + 86_400_000) };
}
