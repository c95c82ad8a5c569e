/** primary: the one main action of a page. secondary: the others. quiet: beside text. danger: cannot be taken back. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const LOOKS: Record<ButtonLook, string> = {
	primary: 'btn-primary',
	secondary: 'btn-outline border-control bg-base-100 hover:bg-base-200',
	quiet: 'btn-ghost underline decoration-1 underline-offset-4 hover:bg-base-300',
	danger: 'btn-outline btn-error bg-base-100 hover:bg-danger-soft'
};

/** Grows with its text instead of cutting it, so that it holds at 320 px and in elder mode. */
export const buttonClass = (look: ButtonLook): string =>
	`btn h-auto min-h-11 max-w-full shrink px-5 py-1.5 text-base leading-snug print:hidden ${LOOKS[look]}`;
