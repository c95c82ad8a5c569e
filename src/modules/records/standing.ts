import type { Tone } from '#ui/badge/tone.ts';
import type { RecognitionState, ReportState, ReviewState } from './lifecycle.ts';
import type { ProofStanding } from './queries/proofs.server.ts';

type Words<Key extends string> = Record<Key, { label: string; tone: Tone }>;

export const standings: Words<ProofStanding> = {
	valid: { label: '有效', tone: 'success' },
	outdated: { label: '要换新', tone: 'warning' },
	withdrawn: { label: '已作废', tone: 'neutral' },
	replaced: { label: '已换新', tone: 'neutral' }
};

export const reportTones: Words<ReportState> = {
	draft: { label: '待发出', tone: 'warning' },
	sent: { label: '等单位确认', tone: 'info' },
	acknowledged: { label: '单位已收到', tone: 'success' }
};

export const reviewTones: Words<ReviewState> = {
	open: { label: '征求意见', tone: 'info' },
	decided: { label: '已评定', tone: 'success' }
};

export const recognitionTones: Words<RecognitionState> = {
	suggested: { label: '待确认', tone: 'warning' },
	confirmed: { label: '已表彰', tone: 'success' },
	dismissed: { label: '未表彰', tone: 'neutral' },
	revoked: { label: '已撤销', tone: 'neutral' }
};
