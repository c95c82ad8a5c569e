export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';

export const TONES: Record<Tone, string> = {
	neutral: 'bg-base-200 border-base-300 text-neutral',
	accent: 'bg-blush border-primary/25 text-primary',
	info: 'bg-info-soft border-info/25 text-info',
	success: 'bg-success-soft border-success/25 text-success',
	warning: 'bg-warning-soft border-warning/25 text-warning',
	danger: 'bg-danger-soft border-error/25 text-error'
};
