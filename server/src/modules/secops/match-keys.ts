import { comparableName, type ReportFinding } from '../../engines/scan-reports/index.ts';

/** A package and an id make the same fault, whichever tool says so; without a package the id alone does. */
export function keysOf(finding: ReportFinding, ids: readonly string[]): readonly string[] {
  const name = finding.package === null ? '' : comparableName(finding.package);
  return ids.map((id) => `${id}|${name}`);
}

/** Ids that mean one fault, as far as reports have told. */
export class Aliases {
  readonly #classOf: Map<string, string>;
  readonly #members = new Map<string, Set<string>>();
  readonly #changed = new Set<string>();

  constructor(known: readonly { readonly id: string; readonly class: string }[]) {
    this.#classOf = new Map(known.map(({ id, class: name }) => [id, name]));
    for (const { id, class: name } of known) this.#add(name, id);
  }

  /** All ids of the fault, the one asked for included. */
  of(id: string): readonly string[] {
    return [...(this.#members.get(this.#classOf.get(id) ?? '') ?? [id])];
  }

  /** Learns that these ids mean one fault; two CVEs never do, so what would put them together is not believed. */
  learn(ids: readonly string[]): void {
    const all = new Set(ids.flatMap((id) => [id, ...this.of(id)]));
    if (all.size < 2 || [...all].filter((id) => id.startsWith('CVE-')).length > 1) return;
    const name = [...all].toSorted((a, b) => Number(b.startsWith('CVE-')) - Number(a.startsWith('CVE-')) || a.localeCompare(b))[0] ?? '';
    for (const id of all) {
      if (this.#classOf.get(id) === name) continue;
      this.#members.get(this.#classOf.get(id) ?? '')?.delete(id);
      this.#classOf.set(id, name);
      this.#add(name, id);
      this.#changed.add(id);
    }
  }

  /** What was learnt and is not stored yet. */
  changes(): readonly { readonly id: string; readonly class: string }[] {
    return [...this.#changed].map((id) => ({ id, class: this.#classOf.get(id) ?? id }));
  }

  #add(name: string, id: string): void {
    const members = this.#members.get(name) ?? new Set();
    members.add(id);
    this.#members.set(name, members);
  }
}
