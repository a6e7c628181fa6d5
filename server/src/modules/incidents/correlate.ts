import type { Environment, Incident } from './incident.types.ts';
import { similarity, type Weights, weightsOver, wordsOf } from './similarity.ts';

/** Points for what two incidents have in common; those with {@link linkedFrom} or more belong together. */
export const points = { squad: 2, service: 3, within30Minutes: 2, within2Hours: 1, text: 4 } as const;
export const linkedFrom = 5;

const minuteMs = 60_000;
/** Further apart than this, nothing links two incidents: a group that goes on keeps linking its neighbours. */
const farthestMs = 6 * 60 * minuteMs;

/** What two incidents have in common. */
export interface Link {
  readonly score: number;
  readonly reasons: readonly string[];
}

function shared(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((item) => b.includes(item));
}

function nearness(apartMs: number): Link | null {
  if (apartMs <= 30 * minuteMs) return { score: points.within30Minutes, reasons: ['within 30 minutes'] };
  return apartMs <= 120 * minuteMs ? { score: points.within2Hours, reasons: ['within 2 hours'] } : null;
}

/** What two incidents have in common, in points and words. Different environments have nothing in common. */
export function compare(a: Incident, b: Incident, weight: Weights): Link {
  const apartMs = Math.abs(a.createdAt.getTime() - b.createdAt.getTime());
  if (a.environment !== b.environment || apartMs > farthestMs) return { score: 0, reasons: [] };
  const services = shared(a.affectedServices, b.affectedServices);
  const alike = similarity(wordsOf(`${a.title} ${a.description}`), wordsOf(`${b.title} ${b.description}`), weight);
  const parts: (Link | null)[] = [
    a.squad === b.squad ? { score: points.squad, reasons: [`squad ${a.squad}`] } : null,
    services.length > 0 ? { score: points.service, reasons: services.map((service) => `service ${service}`) } : null,
    nearness(apartMs),
    alike >= 0.25 ? { score: points.text * alike, reasons: [`${Math.round(alike * 100)} % alike in words`] } : null,
  ];
  const given = parts.filter((part) => part !== null);
  return { score: given.reduce((sum, { score }) => sum + score, 0), reasons: given.flatMap(({ reasons }) => reasons) };
}

/** Incidents that belong together. */
export interface CorrelatedGroup {
  /** The squad of most of them; alphabetical where they tie. */
  readonly squad: string;
  readonly environment: Environment;
  /** Oldest first: the first one may have brought the others. */
  readonly incidents: readonly Incident[];
  readonly services: readonly string[];
  /** Mean points of the links that hold the group together. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** What comes back again and again among the incidents. */
export interface Pattern {
  readonly kind: 'service' | 'squad' | 'hour';
  readonly value: string;
  readonly count: number;
}

/** What was found among the incidents that were looked at. */
export interface Correlation {
  readonly total: number;
  readonly groups: readonly CorrelatedGroup[];
  readonly patterns: readonly Pattern[];
}

function counted(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || a.localeCompare(b));
}

/** Groups by connected links (union-find). */
class Groups {
  readonly #parents: number[];
  readonly #links = new Map<number, { scores: number[]; reasons: string[] }>();

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, at) => at);
  }

  find(at: number): number {
    const parent = this.#parents[at] ?? at;
    if (parent === at) return at;
    const root = this.find(parent);
    this.#parents[at] = root;
    return root;
  }

  join(a: number, b: number, { score, reasons }: Link): void {
    const [from, to] = [this.find(a), this.find(b)];
    const known = [this.#links.get(from), from === to ? undefined : this.#links.get(to)];
    this.#parents[from] = to;
    this.#links.set(to, { scores: [...known.flatMap((link) => link?.scores ?? []), score], reasons: [...known.flatMap((link) => link?.reasons ?? []), ...reasons] });
  }

  linksOf(root: number): { scores: readonly number[]; reasons: readonly string[] } {
    return this.#links.get(root) ?? { scores: [], reasons: [] };
  }
}

function toGroup(members: readonly Incident[], links: { scores: readonly number[]; reasons: readonly string[] }): CorrelatedGroup {
  const incidents = [...members].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.localKey.localeCompare(b.localKey));
  const mean = links.scores.reduce((sum, score) => sum + score, 0) / links.scores.length;
  return {
    squad: counted(incidents.map(({ squad }) => squad))[0]?.[0] ?? '',
    environment: incidents[0]?.environment ?? 'production',
    incidents,
    services: counted(incidents.flatMap(({ affectedServices }) => [...affectedServices])).map(([service]) => service),
    score: Math.round(mean * 100) / 100,
    reasons: counted(links.reasons).map(([reason]) => reason).slice(0, 8),
  };
}

function patternsIn(incidents: readonly Incident[]): readonly Pattern[] {
  const of = (kind: Pattern['kind'], values: readonly string[]): Pattern[] => counted(values).filter(([, count]) => count >= 3).slice(0, 5).map(([value, count]) => ({ kind, value, count }));
  return [
    ...of('service', incidents.flatMap(({ affectedServices }) => [...affectedServices])),
    ...of('squad', incidents.map(({ squad }) => squad)),
    ...of('hour', incidents.map(({ createdAt }) => `${String(createdAt.getUTCHours()).padStart(2, '0')}:00 UTC`)),
  ];
}

/**
 * Finds incidents that belong together, by squad, service, nearness in time and likeness of words, with {@link points} for each;
 * and what comes back three times or more. The same incidents always give the same answer.
 */
export function correlate(incidents: readonly Incident[]): Correlation {
  const weight = weightsOver(incidents.map(({ title, description }) => wordsOf(`${title} ${description}`)));
  const groups = new Groups(incidents.length);
  for (const [i, a] of incidents.entries()) {
    for (const [offset, b] of incidents.slice(i + 1).entries()) {
      const link = compare(a, b, weight);
      if (link.score >= linkedFrom) groups.join(i, i + 1 + offset, link);
    }
  }
  const byRoot = Map.groupBy(incidents.keys(), (at) => groups.find(at));
  const found = [...byRoot].filter(([, members]) => members.length > 1).map(([root, members]) => toGroup(members.flatMap((at) => incidents[at] ?? []), groups.linksOf(root)));
  found.sort((a, b) => b.incidents.length - a.incidents.length || b.score - a.score || a.squad.localeCompare(b.squad));
  return { total: incidents.length, groups: found, patterns: patternsIn(incidents) };
}
