import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Sample } from '../../modules/telemetry/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';
import { environmentChoice } from './spelling.ts';

const docs = 'ops#documentation-references';
const client = 'ops#frontend-code-reference';
const hourMs = 3_600_000;

const kinds = ['cpu', 'memory', 'disk', 'network', 'custom'] as const;

const sampleRow = z.object({
  id: z.uuid(), metric_name: z.string(), metric_type: z.enum(kinds), value: z.number(), unit: z.string(), environment: z.string(), service: z.string(), host: z.string(), timestamp: z.iso.datetime(), tags: z.record(z.string(), z.string()),
});

/** The numbers of the documents, and each of them as the types print it. Null where the system does not tell. */
const latest = z.object({
  cpu_usage: z.number().nullable(), memory_usage: z.number().nullable(), disk_usage: z.number().nullable(), network_throughput: z.number().nullable(), timestamp: z.iso.datetime(), metrics: z.array(sampleRow),
});

function presentSample({ id, name, kind, value, unit, environment, service, host, measuredAt }: Sample): z.input<typeof sampleRow> {
  return { id, metric_name: name, metric_type: kind, value, unit, environment, service, host, timestamp: iso(measuredAt), tags: {} };
}

const hours = z.coerce.number().min(0.1).max(720).default(24);

/** Infrastructure metrics: now, over time, as samples. */
export const metricEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/infra/metrics', {
    guide: docs,
    summary: 'Latest infrastructure metrics of this server; of another environment there are none',
    query: z.object({ environment: environmentChoice }),
    reply: latest,
    run: (m, ctx) => ({ samples: m.telemetry.now(ctx), at: ctx.clock.now() }),
    present: ({ samples, at }, { query }) => {
      const here = samples.filter(({ environment }) => query.environment === undefined || environment === query.environment);
      const value = (name: string): number | null => here.find((sample) => sample.name === name)?.value ?? null;
      return { cpu_usage: value('cpu_usage'), memory_usage: value('memory_usage'), disk_usage: value('disk_usage'), network_throughput: value('network_throughput'), timestamp: iso(at), metrics: here.map(presentSample) };
    },
  }),
  endpoint('GET /api/v1/infra/metrics/:name/timeseries', {
    guide: client,
    summary: 'One metric over time; spans without a sample have no point',
    params: z.object({ name: z.string().min(1).max(100) }),
    query: z.object({ environment: environmentChoice, hours, aggregation: z.enum(['avg', 'sum', 'min', 'max', 'count']).default('avg'), points: z.coerce.number().int().min(1).max(1000).default(120) }),
    reply: z.object({ metric_name: z.string(), data_points: z.array(z.object({ timestamp: z.iso.datetime(), value: z.number() })), aggregation: z.string() }),
    run: (m, ctx, { params, query: { hours: span, ...query } }) => {
      const to = new Date(ctx.clock.now());
      return m.telemetry.series(ctx, { ...query, name: params.name, from: new Date(to.getTime() - span * hourMs), to });
    },
    present: (points, { params, query }) => ({ metric_name: params.name, data_points: points.map(({ at, value }) => ({ timestamp: iso(at), value })), aggregation: query.aggregation }),
  }),
  endpoint('GET /api/v1/evidence/metrics', {
    guide: client,
    summary: 'Samples of the last hours, newest first, to be attached as evidence',
    query: z.object({ environment: environmentChoice, metric_type: z.enum(kinds).optional(), hours, limit: z.coerce.number().int().min(1).max(1000).default(1000) }),
    reply: z.array(sampleRow),
    run: (m, ctx, { query }) => m.telemetry.samples(ctx, { environment: query.environment, kind: query.metric_type, from: new Date(ctx.clock.now() - query.hours * hourMs), limit: query.limit }),
    present: (samples) => samples.map(presentSample),
  }),
];
