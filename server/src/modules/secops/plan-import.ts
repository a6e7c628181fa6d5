import { createHash } from 'node:crypto';
import type { ReportFinding } from '../../engines/scan-reports/index.ts';
import { type Aliases, keysOf } from './match-keys.ts';
import type { MatchReason } from './secops.types.ts';

/** A finding of the report and the asset it was found on. */
export interface Located {
  readonly assetId: string;
  readonly finding: ReportFinding;
}

/** A finding of an earlier report of the same tool and scope. */
export interface KnownSource {
  readonly id: string;
  readonly vulnerabilityId: string;
  readonly assetId: string;
  readonly sourceKey: string;
  readonly digest: string;
  readonly isGone: boolean;
}

/** A key of a vulnerability that is there already; the oldest comes first. */
export interface KnownKey {
  readonly assetId: string;
  readonly key: string;
  readonly vulnerabilityId: string;
}

export interface NewSource extends Located {
  readonly vulnerabilityId: string;
  readonly digest: string;
  readonly reason: MatchReason;
  readonly detail: string;
}

/** What an import will do; nothing of it has been done yet. */
export interface ImportPlan {
  /** Vulnerabilities to be made, by their new id. */
  readonly created: readonly (Located & { readonly id: string })[];
  readonly newSources: readonly NewSource[];
  /** Known findings that say something else now. */
  readonly changed: readonly { readonly source: KnownSource; readonly finding: ReportFinding; readonly digest: string }[];
  /** Known findings that are in the report, changed or not. */
  readonly seen: readonly KnownSource[];
  /** Known findings that are no longer in the report. */
  readonly gone: readonly KnownSource[];
  /** Vulnerabilities that a finding from elsewhere was put to. */
  readonly merged: readonly NewSource[];
  readonly keys: readonly KnownKey[];
}

export interface PlanInput {
  readonly located: readonly Located[];
  readonly known: readonly KnownSource[];
  readonly keys: readonly KnownKey[];
  readonly aliases: Aliases;
  readonly newId: () => string;
}

/** Changes when the report says something else of the finding; the order of its fields does not matter, since one reader made them. */
export function digestOf(finding: ReportFinding): string {
  return createHash('sha256').update(JSON.stringify(finding)).digest('hex');
}

const at = (assetId: string, key: string): string => `${assetId}\n${key}`;

interface Match {
  readonly vulnerabilityId: string;
  readonly reason: MatchReason;
  readonly detail: string;
}

/** Looks for what is the same fault by id and package, own ids first. */
class Matcher {
  readonly #byKey = new Map<string, string>();
  readonly #aliases: Aliases;

  constructor(keys: readonly KnownKey[], aliases: Aliases) {
    this.#aliases = aliases;
    for (const { assetId, key, vulnerabilityId } of keys) if (!this.#byKey.has(at(assetId, key))) this.#byKey.set(at(assetId, key), vulnerabilityId);
  }

  find({ assetId, finding }: Located): Match | null {
    const where = finding.package === null ? '' : ` in the package ${finding.package.name}`;
    for (const [reason, ids] of [['same-id', finding.ids], ['alias', finding.ids.flatMap((id) => this.#aliases.of(id))]] as const) {
      for (const key of keysOf(finding, ids)) {
        const vulnerabilityId = this.#byKey.get(at(assetId, key));
        const id = key.slice(0, key.lastIndexOf('|'));
        if (vulnerabilityId !== undefined) return { vulnerabilityId, reason, detail: reason === 'alias' ? `${finding.ids[0]} is another name of ${id}${where}` : `both name ${id}${where}` };
      }
    }
    return null;
  }

  /** Returns the keys that were not known. */
  remember({ assetId, finding }: Located, vulnerabilityId: string): readonly KnownKey[] {
    return [...new Set(keysOf(finding, finding.ids))].flatMap((key) => {
      if (this.#byKey.has(at(assetId, key))) return [];
      this.#byKey.set(at(assetId, key), vulnerabilityId);
      return [{ assetId, key, vulnerabilityId }];
    });
  }
}

function makeNew(located: readonly Located[], { aliases, keys, newId }: PlanInput): Pick<ImportPlan, 'created' | 'newSources' | 'merged' | 'keys'> {
  const matcher = new Matcher(keys, aliases);
  const created: (Located & { id: string })[] = [];
  const newSources: NewSource[] = [];
  const newKeys: KnownKey[] = [];
  for (const one of located) {
    const match = matcher.find(one);
    const vulnerabilityId = match?.vulnerabilityId ?? newId();
    if (match === null) created.push({ ...one, id: vulnerabilityId });
    newSources.push({ ...one, vulnerabilityId, digest: digestOf(one.finding), reason: match?.reason ?? 'first', detail: match?.detail ?? 'the first to report it' });
    newKeys.push(...matcher.remember(one, vulnerabilityId));
  }
  return { created, newSources, merged: newSources.filter(({ reason }) => reason !== 'first'), keys: newKeys };
}

/** Compares a report with what is known: what is new, the same, changed, or gone. Pure; learns aliases on the way. */
export function planImport(input: PlanInput): ImportPlan {
  for (const { finding } of input.located) input.aliases.learn(finding.ids);
  const byKey = new Map(input.known.map((source) => [at(source.assetId, source.sourceKey), source]));
  const seen: KnownSource[] = [];
  const changed: { source: KnownSource; finding: ReportFinding; digest: string }[] = [];
  const unknown: Located[] = [];
  for (const one of input.located) {
    const source = byKey.get(at(one.assetId, one.finding.key));
    if (source === undefined) {
      unknown.push(one);
      continue;
    }
    seen.push(source);
    const digest = digestOf(one.finding);
    if (digest !== source.digest) changed.push({ source, finding: one.finding, digest });
  }
  const present = new Set(seen.map(({ id }) => id));
  const gone = input.known.filter(({ id, isGone }) => !isGone && !present.has(id));
  return { ...makeNew(unknown, input), seen, changed, gone };
}
