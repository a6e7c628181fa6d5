import type { ExecutionRow, ExecutionStep, SopCategory, SopStatus } from '../../api/types.ts';
import type { Tone } from '../../ui/Badge.tsx';

export const categoryNames: Readonly<Record<SopCategory, string>> = {
  incident_response: 'Incident response', deployment: 'Deployment', backup_recovery: 'Backup and recovery', security: 'Security', monitoring: 'Monitoring', maintenance: 'Maintenance',
};
export const categoryOptions = (Object.keys(categoryNames) as SopCategory[]).map((value) => ({ value, label: categoryNames[value] }));

export const sopTones: Readonly<Record<SopStatus, Tone>> = { draft: 'plain', review: 'medium', approved: 'ok', archived: 'info' };
export const sopStatusNames: Readonly<Record<SopStatus, string>> = { draft: 'Draft', review: 'In review', approved: 'Approved', archived: 'Archived' };

export const executionTones: Readonly<Record<ExecutionRow['result'], Tone>> = { running: 'accent', success: 'ok', partial: 'medium', failed: 'critical' };
export const executionWord = ({ status, result }: Pick<ExecutionRow, 'status' | 'result'>): string => (status === 'paused' ? 'Paused' : { running: 'Running', success: 'Completed', partial: 'Completed, steps skipped', failed: 'Failed' }[result]);

export const stepTones: Readonly<Record<ExecutionStep['state'], Tone>> = { pending: 'plain', completed: 'ok', failed: 'critical', skipped: 'medium' };

/** The step that is next: the first that is open or failed. */
export const nextStep = (steps: readonly Pick<ExecutionStep, 'order' | 'state'>[]): number | null => steps.find(({ state }) => state === 'pending' || state === 'failed')?.order ?? null;

export const doneCount = (steps: readonly Pick<ExecutionStep, 'state'>[]): number => steps.filter(({ state }) => state === 'completed' || state === 'skipped').length;
