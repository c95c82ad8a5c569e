/** Runs the cases named on the command line, all of them when none is, and adds up what they count. */
export async function runChosen(cases: Record<string, () => Promise<number>>): Promise<number> {
	const names = process.argv.slice(2);
	const unknown = names.find((name) => !Object.hasOwn(cases, name));
	if (unknown) {
		console.error(`没有 ${unknown} 这一项。可以选：${Object.keys(cases).join(' ')}`);
		return 1;
	}
	let sum = 0;
	for (const name of names.length ? names : Object.keys(cases)) sum += (await cases[name]?.()) ?? 0;
	return sum;
}
