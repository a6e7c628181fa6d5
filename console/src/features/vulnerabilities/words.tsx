import type { ReactElement } from 'react';
import type { Vulnerability, VulnerabilityDetail } from '../../api/types.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';

export type Status = Vulnerability['status'];

export const statusNames: Record<Status, string> = { open: 'Open', in_progress: 'In progress', mitigated: 'Mitigated', accepted: 'Risk accepted', false_positive: 'False positive' };
const tones: Record<Status, Tone> = { open: 'high', in_progress: 'accent', mitigated: 'ok', accepted: 'medium', false_positive: 'plain' };

export const VulnerabilityStatus = ({ status }: { status: Status }): ReactElement => <Badge tone={tones[status]}>{statusNames[status]}</Badge>;

export const reasonNames: Record<VulnerabilityDetail['sources'][number]['reason'], string> = { first: 'First report', 'same-id': 'Same id', alias: 'Alias', split: 'Split off' };
