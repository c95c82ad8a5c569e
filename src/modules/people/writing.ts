/** The dots people type between the parts of a name: • ‧ ・ ･ ∙ ⋅ and the Latin one, which is the right one. */
const DOTS = /\s*[\u00B7\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65]\s*/gu;

/** Control signs, and the invisible ones that come along with copied text. Joiners stay: some scripts need them. */
const INVISIBLE = /[\p{Cc}\u00AD\u200B\u200E\u200F\u2060\u202A-\u202E\u2066-\u2069]/gu;

export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();

/** A name as it is kept: one line, one kind of dot. Its characters stay as they are, rare ones too. */
export const plainName = (text: string): string =>
	oneLine(text)
		.replace(DOTS, '·')
		.replace(/^·+|·+$/gu, '');

/** What two writings of the same name, phone or address have in common: what blind indexes are made of. */
export const sameName = (name: string): string => plainName(name.normalize('NFKC')).toLowerCase();
export const samePhone = (phone: string): string => phone.normalize('NFKC').replace(/[\s()\-‐‑–—]/gu, '');
export const sameAddress = (address: string): string =>
	address
		.normalize('NFKC')
		.replace(/[\s,.，。、]/gu, '')
		.toLowerCase();
