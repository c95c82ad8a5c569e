declare module 'saxen' {
	type Decode = (text: string) => string;
	type Attributes = () => Record<string, string>;
	/** Only what we use of it. */
	export class Parser {
		on(
			name: 'openTag',
			run: (name: string, attributes: Attributes, decode: Decode, selfClosing: boolean) => void
		): this;
		on(name: 'closeTag', run: (name: string) => void): this;
		on(name: 'text', run: (text: string, decode: Decode) => void): this;
		on(name: 'cdata', run: (text: string) => void): this;
		on(name: 'error', run: (error: Error) => void): this;
		write(xml: string): this;
		end(): Error | undefined;
	}
}
