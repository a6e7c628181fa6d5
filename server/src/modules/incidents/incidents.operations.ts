import type { Ctx, UserCtx } from '../../platform/context/index.ts';
import type { CorrelateOptions } from './analysis.service.ts';
import type { Correlation } from './correlate.ts';
import type { Evidence, NewEvidence } from './evidence.types.ts';
import type { EvidenceDownload } from './evidence.service.ts';
import type {
  Deployment, Environment, FoundIncident, Incident, IncidentChanges, IncidentEvent, IncidentFilter, IncidentQuery, IncidentStatistics, NewDeployment, NewIncident, Page,
} from './incident.types.ts';
import type { JiraStatus } from './jira-bridge.ts';
import type { RootCauseAnalysis } from './root-cause.ts';

/** A span of time, the end exclusive. */
export interface ActivityWindow {
  readonly from: Date;
  readonly to: Date;
  readonly environment?: Environment | undefined;
  readonly limit: number;
}

/**
 * Incidents of the whole organisation. Reading needs `read:incidents`, everything else `write:incidents`; without it FORBIDDEN.
 * An incident is named by its UUID, its own key (`INC-1001`) or its key in Jira; unknown ones answer INCIDENT_NOT_FOUND.
 */
export interface Incidents {
  /** Filtered, sorted, paged; with `search` ranked and with highlights. Source: ops#example-1-list-incidents-with-filtering. */
  list(ctx: UserCtx, filter: IncidentFilter): Promise<Page<FoundIncident>>;
  /** Every match, oldest first, read in portions. */
  export(ctx: UserCtx, query: IncidentQuery): AsyncIterable<Incident>;
  get(ctx: UserCtx, reference: string): Promise<Incident>;
  /** Open, with a key of Jira where it answers within two seconds, else with the next of our own. Source: ops#example-2-create-incident-with-validation. */
  create(ctx: UserCtx, input: NewIncident): Promise<Incident>;
  /** `resolved` and `closed` set the time of resolution, reopening clears it; what does not differ changes nothing. */
  update(ctx: UserCtx, reference: string, changes: IncidentChanges): Promise<Incident>;
  /** With its timeline and evidence. */
  remove(ctx: UserCtx, reference: string): Promise<void>;
  comment(ctx: UserCtx, reference: string, text: string): Promise<IncidentEvent>;
  /** Oldest first. */
  timeline(ctx: UserCtx, reference: string): Promise<readonly IncidentEvent[]>;
  /** Counts, MTTA and MTTR in minutes. */
  statistics(ctx: UserCtx, query: IncidentQuery): Promise<IncidentStatistics>;
  /** Squads, assignees and services in use. */
  facets(ctx: UserCtx): Promise<{ readonly squads: readonly string[]; readonly assignees: readonly string[]; readonly services: readonly string[] }>;
  /** Incidents created or resolved within a window, newest first. */
  activity(ctx: UserCtx, window: ActivityWindow): Promise<readonly Incident[]>;
  /** Newest first. */
  listEvidence(ctx: UserCtx, reference: string): Promise<readonly Evidence[]>;
  /** Errors: EVIDENCE_EMPTY, EVIDENCE_TOO_LARGE, EVIDENCE_TYPE_NOT_ALLOWED. Source: ops#example-3-upload-evidence-with-file-handling. */
  addEvidence(ctx: UserCtx, reference: string, input: NewEvidence): Promise<Evidence>;
  /** The file, checked against its hash. Errors: EVIDENCE_NOT_FOUND, EVIDENCE_HAS_NO_FILE. */
  downloadEvidence(ctx: UserCtx, reference: string, evidenceId: string): Promise<EvidenceDownload>;
  /** Errors: EVIDENCE_NOT_FOUND. */
  removeEvidence(ctx: UserCtx, reference: string, evidenceId: string): Promise<void>;
  /** Records a change that went out, for root cause analysis and the timeline. */
  recordDeployment(ctx: UserCtx, input: NewDeployment): Promise<Deployment>;
  listDeployments(ctx: UserCtx, window: ActivityWindow): Promise<readonly Deployment[]>;
  /** Incidents that belong together, by stated rules. */
  correlate(ctx: UserCtx, options: CorrelateOptions): Promise<Correlation>;
  /** Ranked possible causes, by stated rules. */
  analyse(ctx: UserCtx, reference: string): Promise<RootCauseAnalysis>;
  readonly jira: {
    /** Takes a webhook: authenticated by its signature, so by nobody's session. Errors: INTEGRATION_NOT_CONFIGURED, JIRA_WEBHOOK_SIGNATURE. */
    receive(ctx: Ctx, raw: Buffer, proof: { readonly signature: string | undefined; readonly secret: string | undefined }): Promise<void>;
    status(ctx: UserCtx): Promise<JiraStatus>;
    /** Looks for changes in Jira now. Error: INTEGRATION_NOT_CONFIGURED. */
    poll(ctx: UserCtx): Promise<void>;
  };
}
