import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A tactic of MITRE ATT&CK, in the order of the matrix. */
export interface TacticEntry {
  readonly id: string;
  readonly shortname: string;
  readonly name: string;
  readonly url: string;
}

/** A technique or sub-technique (`T1059.001`). */
export interface TechniqueEntry {
  readonly id: string;
  readonly name: string;
  /** Ids of its tactics. */
  readonly tactics: readonly string[];
  readonly url: string;
}

interface Shipped {
  readonly version: number;
  readonly tactics: readonly (readonly [id: string, shortname: string, name: string])[];
  readonly techniques: readonly (readonly [id: string, name: string, tactics: readonly string[]])[];
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
}

const site = 'https://attack.mitre.org';

/** MITRE ATT&CK for Enterprise as shipped: ids, names, tactics and links; see NOTICE.md. */
export class Catalogue {
  readonly version: number;
  readonly tactics: readonly TacticEntry[];
  readonly techniques: ReadonlyMap<string, TechniqueEntry>;
  readonly #byCve: ReadonlyMap<string, readonly string[]>;

  constructor() {
    const { version, tactics, techniques } = read('attack-v18.json') as Shipped;
    this.version = version;
    this.tactics = tactics.map(([id, shortname, name]) => ({ id, shortname, name, url: `${site}/tactics/${id}` }));
    this.techniques = new Map(techniques.map(([id, name, of]) => [id, { id, name, tactics: of, url: `${site}/techniques/${id.replace('.', '/')}` }]));
    this.#byCve = new Map(Object.entries(read('cve-techniques.json') as Record<string, readonly string[]>));
  }

  /** Techniques that the public mapping names for these ids; none for most. */
  techniquesOf(ids: readonly string[]): readonly string[] {
    return [...new Set(ids.flatMap((id) => this.#byCve.get(id) ?? []))];
  }

  /** Tactics of techniques, in the order of the matrix. */
  tacticsOf(techniques: readonly string[]): readonly string[] {
    const meant = new Set(techniques.flatMap((id) => this.techniques.get(id)?.tactics ?? []));
    return this.tactics.filter(({ id }) => meant.has(id)).map(({ id }) => id);
  }
}
