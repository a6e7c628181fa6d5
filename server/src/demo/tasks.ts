import type { TaskStatus } from '../modules/tasks/index.ts';
import type { Contribution, Demonstration } from './demonstration.ts';
import { environments, people, squads } from './words.ts';

const weeks = 12;
const weekMs = 7 * 86_400_000;
const hourMs = 3_600_000;

const titles = ['Rotate database credentials', 'Upgrade the ingress controller', 'Write the runbook for failover', 'Move backups to the new bucket', 'Add alerts for queue depth', 'Review firewall rules', 'Patch the base images', 'Load test of the checkout', 'Clean up unused volumes', 'Keep staging up for the demo'] as const;

/** How far a task of that age has come. */
function statusOf({ dice }: Demonstration, week: number): TaskStatus {
  if (week > 1) return dice.falls(0.93) ? 'done' : 'review';
  if (week === 1) return dice.oneOf(['done', 'done', 'done', 'review', 'in_progress']);
  return dice.oneOf(['todo', 'todo', 'in_progress', 'in_progress', 'review', 'done']);
}

async function add(demo: Demonstration, week: number): Promise<void> {
  const { app: { modules: { tasks } }, dice, at, now } = demo;
  const created = now.getTime() - week * weekMs - dice.between(0, 6 * 24) * hourMs - hourMs;
  const title = dice.oneOf(titles);
  const estimated = dice.between(2, 40) / 2;
  const task = await tasks.create(at(new Date(created)), {
    title, description: `${title}, as agreed in the planning of the week.`, status: 'todo', priority: dice.oneOf(['critical', 'high', 'medium', 'medium', 'low']), squad: dice.oneOf(squads), assignee: dice.oneOf(people), environment: dice.oneOf(environments),
    estimatedHours: String(estimated), actualHours: null, tags: title.startsWith('Keep') ? ['uptime'] : [], sopId: null, dueDate: new Date(created + dice.between(2, 10) * 24 * hourMs),
  });
  const status = statusOf(demo, week);
  if (status === 'todo') return;
  const moved = at(new Date(Math.min(now.getTime(), created + dice.between(2, 72) * hourMs)));
  await tasks.update(moved, task.id, { status, ...(status === 'done' && { actualHours: (estimated * dice.between(80, 105) / 100).toFixed(2) }) });
}

/** Tasks of the last twelve weeks, fourteen a week. */
export const tasksDemo: Contribution = async (demo) => {
  const { app: { modules: { tasks } }, ctx } = demo;
  if ((await tasks.list(ctx, { limit: 1, offset: 0 })).total > 0) return null;
  for (let week = weeks - 1; week >= 0; week -= 1) for (let each = 0; each < 14; each += 1) await add(demo, week);
  return `${weeks * 14} tasks of ${weeks} weeks`;
};
