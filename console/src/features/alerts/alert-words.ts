import type { AlertStatus, ChannelKind, DeliveryStatus, ThresholdRow } from '../../api/types.ts';
import type { Tone } from '../../ui/Badge.tsx';

export const alertTones: Readonly<Record<AlertStatus, Tone>> = { open: 'critical', acknowledged: 'medium', resolved: 'ok' };
export const deliveryTones: Readonly<Record<DeliveryStatus, Tone>> = { queued: 'plain', retrying: 'medium', delivered: 'ok', dead: 'critical' };
export const kindNames: Readonly<Record<ChannelKind, string>> = { email: 'E-mail', slack: 'Slack', discord: 'Discord', telegram: 'Telegram' };
export const kindOptions = (Object.keys(kindNames) as ChannelKind[]).map((value) => ({ value, label: kindNames[value] }));

const operatorNames: Readonly<Record<ThresholdRow['operator'], string>> = { '>': 'is above', '>=': 'is at least', '<': 'is below', '<=': 'is at most', '==': 'is', '!=': 'is not' };
export const operatorOptions = (Object.keys(operatorNames) as ThresholdRow['operator'][]).map((value) => ({ value, label: operatorNames[value] }));
export const severityOptions = (['critical', 'high', 'medium', 'low'] as const).map((value) => ({ value, label: value }));
