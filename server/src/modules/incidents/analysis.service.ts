import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { correlate, type Correlation } from './correlate.ts';
import { listEvents } from './event.repository.ts';
import type { IncidentService } from './incident.service.ts';
import type { Environment } from './incident.types.ts';
import { analyse, type RootCauseAnalysis } from './root-cause.ts';
import { wordsOf } from './similarity.ts';
import { countEvidence, readActivity, readDeployments, readResolvedLike } from './statistics.repository.ts';

const hourMs = 3_600_000;
/** Every pair is compared, so this bounds the work: some 125,000 comparisons. */
const mostCompared = 500;

export interface CorrelateOptions {
  readonly environment?: Environment | undefined;
  /** Hours back from now. */
  readonly hours: number;
}

/** Reads what correlation and root cause analysis look at. */
export class AnalysisService {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #incidents: IncidentService;

  constructor(parts: { readonly db: Database; readonly clock: Clock; readonly incidents: IncidentService }) {
    this.#db = parts.db;
    this.#clock = parts.clock;
    this.#incidents = parts.incidents;
  }

  async correlate({ environment, hours }: CorrelateOptions): Promise<Correlation> {
    const to = new Date(this.#clock.now() + 1);
    const from = new Date(to.getTime() - hours * hourMs);
    const incidents = await readActivity(this.#db.sql, { from, to, environment, limit: mostCompared });
    return correlate(incidents.filter(({ createdAt }) => createdAt >= from));
  }

  async analyse(reference: string): Promise<RootCauseAnalysis> {
    const incident = await this.#incidents.get(reference);
    const at = incident.createdAt.getTime();
    const { sql } = this.#db;
    const words = [...new Set(wordsOf(`${incident.title} ${incident.affectedServices.join(' ')}`))].map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter((word) => word !== '');
    const [timeline, evidence, deployments, resolved, around] = await Promise.all([
      listEvents(sql, incident.id),
      countEvidence(sql, incident.id),
      readDeployments(sql, { from: new Date(at - 24 * hourMs), to: new Date(at + 1), environment: incident.environment, limit: 200 }),
      readResolvedLike(sql, { id: incident.id, words: words.slice(0, 20) }, 20),
      readActivity(sql, { from: new Date(at - 6 * hourMs), to: new Date(at + 6 * hourMs), environment: incident.environment, limit: 100 }),
    ]);
    return analyse({ incident, timeline, evidence, deployments, resolved, around });
  }
}
