import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import type { NewThreshold } from '../modules/alerting/index.ts';
import { type Principal, systemClock, type UserCtx } from '../platform/context/index.ts';
import { newSecret } from '../platform/ids.ts';

const samples = join(import.meta.dirname, '../../demo/sops');
const author = 'demo-author';

const limit = (metricName: string, thresholdValue: number, description: string): NewThreshold => ({
  metricName, operator: '>', operatorGiven: '>', thresholdValue, severity: 'high', environment: 'all', enabled: true, notificationChannels: [], cooldownMinutes: 30, description,
});
const limits: readonly NewThreshold[] = [
  limit('cpu_usage', 90, 'Find out which process it is before adding machines'),
  limit('disk_usage', 85, 'Remove what the retention rules would remove anyway'),
  limit('error_rate', 5, 'Look at the latest deployment first'),
  limit('critical_incidents', 3, 'Ask for help: this is more than one team can carry'),
];

/** Whoever wrote a procedure cannot approve it, so it takes two: an author who can sign in no more afterwards, and the administrator. */
async function procedures(app: App, ctx: UserCtx): Promise<string | null> {
  const { identity, sops } = app.modules;
  const made = await identity.users.create(ctx, { username: author, email: `${author}@bulwark.local`, password: newSecret(24), roles: ['engineer'], name: 'Author of the demonstration' });
  const principal: Principal | null = await identity.actAs(author);
  if (principal === null) return null;
  const files = readdirSync(samples).sort().map((name) => ({ name, content: readFileSync(join(samples, name)) }));
  const written = await sops.import({ ...ctx, principal }, { files, documents: [] });
  await identity.users.update(ctx, made.id, { isDisabled: true });
  for (const { id } of written.slice(0, 2)) await sops.move(ctx, id, 'approve');
  return written[0]?.id ?? null;
}

async function execution(app: App, ctx: UserCtx, sopId: string): Promise<void> {
  const { sops } = app.modules;
  const { id } = await sops.startExecution(ctx, { sopId, environment: 'staging', parameters: {}, triggerType: 'manual', relatedIncidentId: null });
  await sops.act(ctx, id, { kind: 'complete-step', step: 1, output: 'deployment.apps/api env updated' });
  await sops.act(ctx, id, { kind: 'skip-step', step: 2, reason: 'An exercise in staging: the old primary is switched off already' });
}

/** Procedures with an execution under way, thresholds, a template and a report. Nothing when there are procedures already. */
export async function seedDesk(app: App, ctx: UserCtx): Promise<string> {
  const { alerting, reports, sops } = app.modules;
  if ((await sops.list(ctx, { limit: 1, offset: 0 })).total > 0) return 'procedures, thresholds and reports are there already';
  const first = await procedures(app, { ...ctx, clock: systemClock });
  if (first !== null) await execution(app, ctx, first);
  for (const threshold of limits) await alerting.createThreshold(ctx, threshold);
  await reports.templates.create(ctx, { name: 'Weekly operations', type: 'weekly_ops', description: 'For the Monday meeting', templateContent: 'From {{period_start}} to {{period_end}}.', defaultParameters: {}, fields: [], sections: [], format: 'pdf', recipients: [], scheduleCron: null });
  await reports.generate(ctx, { type: 'weekly_ops', format: 'pdf' });
  return 'three procedures, one of them under way, thresholds and a report';
}
