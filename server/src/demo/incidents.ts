import type { Incident, NewIncident } from '../modules/incidents/index.ts';
import type { Contribution, Demonstration } from './demonstration.ts';
import { environments, people, services, squads } from './words.ts';

const count = 120;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** What goes wrong, why, and what helps. `%` stands for the service. */
const stories = [
  { title: '% answers 503 to every third request', text: 'Requests to % fail with 503 since the last deployment; the load balancer takes one of three instances out again and again.', cause: 'Health check of the new image listens on the wrong port', cure: 'Rolled back to the image before', log: 'upstream connect error or disconnect/reset before headers. reset reason: connection failure' },
  { title: 'Latency of % above two seconds', text: 'The 95th percentile of % rose from 180 ms to more than two seconds. Database connections of the pool are all in use.', cause: 'A missing index makes the order history scan the whole table', cure: 'Created the index concurrently', log: 'remaining connection slots are reserved for roles with the SUPERUSER attribute' },
  { title: 'Disk of % is full', text: 'The data volume of % is at 98 percent and writes begin to fail. Old write-ahead logs are not removed.', cause: 'A replication slot of a removed replica keeps the logs', cure: 'Dropped the slot, disk is at 41 percent', log: 'could not write to file "pg_wal/xlogtemp.31": No space left on device' },
  { title: 'Certificate of % expires in two days', text: 'The certificate that % shows to its clients expires in two days; the renewal job failed three times.', cause: 'The account of the certificate authority lost its permission on the zone', cure: 'Gave the permission back and renewed', log: 'urn:ietf:params:acme:error:unauthorized: No TXT record found' },
  { title: 'Messages pile up before %', text: 'Consumers of % lag behind by two hours; the queue holds more than a million messages and grows.', cause: 'One poisoned message is retried for ever', cure: 'Moved it to the dead letter queue and bounded the retries', log: 'consumer lag partition=7 lag=1048311' },
  { title: 'Sign-in through % fails for some users', text: 'About one in twenty sign-ins through % ends with an invalid state; those users come back from the identity provider to another instance.', cause: 'Sessions are kept in memory, and stickiness was lost with the new ingress', cure: 'Sessions moved to the database', log: 'oauth2: state parameter does not match' },
  { title: 'Memory of % grows until it is killed', text: 'Instances of % are killed every four hours for want of memory. The heap grows by the same amount with every request.', cause: 'A cache without a bound keeps every response', cure: 'Bounded the cache to ten thousand entries', log: 'Memory cgroup out of memory: Killed process 1 (node) total-vm:2104840kB' },
  { title: 'Suspicious calls to % from one address', text: 'A single address tries thousands of tokens against %. None was valid so far; the rate limit is reached but not enforced.', cause: 'The limit counts per instance instead of over all of them', cure: 'Shared the counters, blocked the address', log: '401 POST /token 4131 attempts in 60 s' },
] as const;

const severities: readonly NewIncident['severity'][] = ['critical', 'high', 'high', 'medium', 'medium', 'medium', 'low', 'low'];

type Story = (typeof stories)[number];

function draft({ dice }: Demonstration, story: Story): NewIncident {
  const service = dice.oneOf(services);
  return {
    title: story.title.replace('%', service), description: story.text.replaceAll('%', service), severity: dice.oneOf(severities), squad: dice.oneOf(squads), environment: dice.oneOf(environments),
    affectedServices: dice.falls(0.3) ? [...new Set([service, dice.oneOf(services)])] : [service], tags: story.title.startsWith('Suspicious') ? ['security'] : [], assignee: null,
  };
}

/** The deployment that brought it, where one did. */
async function deploy(demo: Demonstration, incident: NewIncident, before: Date): Promise<void> {
  const { app, dice, at } = demo;
  const moment = new Date(before.getTime() - dice.between(5, 180) * minuteMs);
  await app.modules.incidents.recordDeployment(at(moment), {
    title: dice.oneOf(['New image', 'Upgrade of dependencies', 'Configuration of the ingress', 'Schema migration']), description: '', service: incident.affectedServices[0] ?? 'payment-api', squad: incident.squad, environment: incident.environment,
    version: `v${dice.between(1, 4)}.${dice.between(0, 20)}.${dice.between(0, 9)}`, url: null, deployedAt: moment,
  });
}

/** Takes an incident some way through its life; older ones are nearly all resolved. */
async function live(demo: Demonstration, incident: Incident, { story, opened }: { story: Story; opened: Date }): Promise<void> {
  const { app: { modules: { incidents } }, dice, at, now } = demo;
  let moment = opened.getTime();
  const step = (low: number, high: number): ReturnType<typeof at> | null => {
    moment += dice.between(low, high) * minuteMs;
    return moment < now.getTime() ? at(new Date(moment)) : null;
  };
  const taken = dice.falls(0.95) ? step(2, 45) : null;
  if (taken === null) return;
  await incidents.update(taken, incident.id, { status: 'investigating', assignee: dice.oneOf(people) });
  const shown = step(1, 20);
  if (shown === null) return;
  await incidents.addEvidence(shown, incident.id, { title: 'Log of the service', kind: 'log', spelling: null, description: null, content: story.log, metadata: {}, file: null });
  if (dice.falls(0.5)) await incidents.comment(shown, incident.id, dice.oneOf(['It began with the last deployment.', 'Customers have noticed, support is told.', 'The same happened two weeks ago.', 'Only this region so far.']));
  const isOld = now.getTime() - opened.getTime() > 3 * dayMs;
  const resolved = dice.falls(isOld ? 0.97 : 0.4) ? step(15, 480) : null;
  if (resolved === null) return;
  await incidents.update(resolved, incident.id, { status: 'resolved', rootCause: story.cause, resolution: story.cure });
  const closed = dice.falls(0.5) ? step(60, 2000) : null;
  if (closed !== null) await incidents.update(closed, incident.id, { status: 'closed' });
}

/** A hundred and twenty incidents of the last six weeks with timeline, evidence and the deployments before some of them. */
export const incidentsDemo: Contribution = async (demo) => {
  const { app: { modules: { incidents } }, ctx, dice, at, now } = demo;
  // A demonstration must not fill somebody's Jira.
  if ((await incidents.jira.status(ctx)).isConfigured) return 'no sample incidents: Jira is configured';
  if ((await incidents.statistics(ctx, {})).total > 0) return null;
  const moments = Array.from({ length: count }, () => new Date(now.getTime() - Math.floor(dice.next() ** 1.5 * 42 * dayMs) - minuteMs)).sort((a, b) => a.getTime() - b.getTime());
  for (const opened of moments) {
    const story = dice.oneOf(stories);
    const input = draft(demo, story);
    if (dice.falls(0.3)) await deploy(demo, input, opened);
    const incident = await incidents.create(at(opened), input);
    await live(demo, incident, { story, opened });
  }
  return `${count} incidents with their timelines`;
};
