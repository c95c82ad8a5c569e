import type { Visitor } from '#modules/notifications/server.ts';

/** A browser, as far as signing in needs one: an address, and a jar that sends back what it was given. */
export class TestVisitor implements Visitor {
	readonly jar = new Map<string, string>();
	readonly address: string;

	constructor(address = '203.0.113.7') {
		this.address = address;
	}

	get headers(): Headers {
		const cookie = [...this.jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
		return new Headers({ cookie, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36' });
	}

	/** What SvelteKit's cookies do. */
	set(name: string, value: string, options: Record<string, unknown>): void {
		if (options['maxAge'] === 0) this.jar.delete(name);
		else this.jar.set(name, value);
	}

	delete(name: string): void {
		this.jar.delete(name);
	}
}
