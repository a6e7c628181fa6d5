import { compare } from './correlate.ts';
import type { Deployment, Incident, IncidentEvent } from './incident.types.ts';
import { similarity, type Weights, weightsOver, wordsOf } from './similarity.ts';

/** What an analysis looks at. */
export interface RootCauseFacts {
  readonly incident: Incident;
  readonly timeline: readonly IncidentEvent[];
  readonly evidence: readonly { readonly kind: string; readonly count: number }[];
  /** Of the day before the incident, in its environment. */
  readonly deployments: readonly Deployment[];
  /** Resolved ones whose words are near. */
  readonly resolved: readonly Incident[];
  /** Of the hours around it. */
  readonly around: readonly Incident[];
}

/** One possible cause and what speaks for it. */
export interface Hypothesis {
  readonly kind: 'recorded' | 'change' | 'known-cause' | 'upstream' | 'service';
  readonly title: string;
  /** Points; more is likelier. */
  readonly score: number;
  readonly reasons: readonly string[];
  /** The deployment or incident it is about. */
  readonly referenceId: string | null;
}

/** What speaks for which cause, and what it was drawn from. */
export interface RootCauseAnalysis {
  readonly incident: Incident;
  /** Likeliest first. */
  readonly hypotheses: readonly Hypothesis[];
  readonly timeline: readonly IncidentEvent[];
  readonly evidence: RootCauseFacts['evidence'];
}

const hourMs = 3_600_000;
const rounded = (score: number): number => Math.round(score * 100) / 100;
const textOf = ({ title, description }: Pick<Incident, 'title' | 'description'>): readonly string[] => wordsOf(`${title} ${description}`);

/** What somebody wrote down as the cause counts before anything computed. */
function recorded({ incident }: RootCauseFacts): Hypothesis[] {
  if (incident.rootCause === null || incident.rootCause === '') return [];
  return [{ kind: 'recorded', title: incident.rootCause, score: 100, reasons: ['recorded on the incident'], referenceId: incident.id }];
}

/** A change of an affected service, 5 points; of the squad, 2; up to 3 the nearer it went before. */
function fromChanges({ incident, deployments }: RootCauseFacts): Hypothesis[] {
  return deployments.flatMap((deployment) => {
    const hours = (incident.createdAt.getTime() - deployment.deployedAt.getTime()) / hourMs;
    if (hours < 0 || hours > 24) return [];
    const isService = incident.affectedServices.includes(deployment.service);
    const isSquad = deployment.squad === incident.squad;
    if (!isService && !isSquad) return [];
    const reasons = [...(isService ? [`changed the affected service ${deployment.service}`] : []), ...(isSquad ? [`by the same squad, ${incident.squad}`] : []), `${hours.toFixed(1)} hours before`];
    const title = `Deployment of ${deployment.service}${deployment.version === null ? '' : ` ${deployment.version}`}: ${deployment.title}`;
    return [{ kind: 'change' as const, title, score: rounded((isService ? 5 : 0) + (isSquad ? 2 : 0) + 3 * (1 - hours / 24)), reasons, referenceId: deployment.id }];
  });
}

/** The cause of a resolved incident: up to 4 points for the words, 2 for a shared service, 1 for the squad; from 1.5 on. */
function fromResolved({ incident, resolved }: RootCauseFacts, weight: Weights): Hypothesis[] {
  return resolved.flatMap((known) => {
    const alike = similarity(textOf(incident), textOf(known), weight);
    const services = known.affectedServices.filter((service) => incident.affectedServices.includes(service));
    const score = 4 * alike + (services.length > 0 ? 2 : 0) + (known.squad === incident.squad ? 1 : 0);
    if (score < 1.5 || known.rootCause === null) return [];
    const reasons = [`${known.jiraId} is ${Math.round(alike * 100)} % alike in words`, ...services.map((service) => `shares service ${service}`), ...(known.squad === incident.squad ? [`same squad, ${known.squad}`] : [])];
    return [{ kind: 'known-cause' as const, title: known.rootCause, score: rounded(score), reasons, referenceId: known.id }];
  });
}

/** An incident that began before and belongs to this one may have brought it: its points of correlation. */
function fromUpstream({ incident, around }: RootCauseFacts, weight: Weights): Hypothesis[] {
  return around.flatMap((other) => {
    if (other.id === incident.id || other.createdAt >= incident.createdAt) return [];
    const { score, reasons } = compare(incident, other, weight);
    return score < 5 ? [] : [{ kind: 'upstream' as const, title: `${other.jiraId}: ${other.title}`, score: rounded(score), reasons: ['began before', ...reasons], referenceId: other.id }];
  });
}

/** A service that other incidents around name as well: one point for each of them. */
function fromServices({ incident, around }: RootCauseFacts): Hypothesis[] {
  return incident.affectedServices.flatMap((service) => {
    const others = around.filter((other) => other.id !== incident.id && other.affectedServices.includes(service));
    if (others.length === 0) return [];
    return [{ kind: 'service' as const, title: `Service ${service}`, score: others.length, reasons: [`named by ${others.length} more incidents of these hours: ${others.slice(0, 5).map(({ jiraId }) => jiraId).join(', ')}`], referenceId: null }];
  });
}

/** Ranks what may have caused an incident, by the rules above; the same facts always give the same ranking. */
export function analyse(facts: RootCauseFacts): RootCauseAnalysis {
  const weight = weightsOver([facts.incident, ...facts.resolved, ...facts.around].map(textOf));
  const hypotheses = [...recorded(facts), ...fromChanges(facts), ...fromResolved(facts, weight), ...fromUpstream(facts, weight), ...fromServices(facts)];
  hypotheses.sort((a, b) => b.score - a.score || a.title.localeCompare(b.title));
  return { incident: facts.incident, hypotheses: hypotheses.slice(0, 10), timeline: facts.timeline, evidence: facts.evidence };
}
