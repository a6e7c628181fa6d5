import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReportFinding } from '../../engines/scan-reports/index.ts';
import { Aliases, keysOf } from './match-keys.ts';
import { type KnownKey, type KnownSource, type Located, planImport } from './plan-import.ts';

const place = { file: null, line: null, url: null, resource: null };

function finding(key: string, ids: readonly string[], name: string | null): ReportFinding {
  return {
    key, ruleId: key, title: key, description: '', severity: 'high', ids, relatedIds: [], cwes: [], cvss: null, package: name === null ? null : { name, version: '1', ecosystem: null, purl: null }, fixedVersion: null, place, target: null,
    remediation: null, references: [], tags: [], outcome: 'open', occurrences: 1,
  };
}

/** What a database would keep, for one tool and scope after the other. */
class Model {
  readonly sources = new Map<string, KnownSource & { tool: string }>();
  readonly keys: KnownKey[] = [];
  readonly aliases: { id: string; class: string }[] = [];
  #ids = 0;

  import(tool: string, located: readonly Located[]) {
    const known = [...this.sources.values()].filter((source) => source.tool === tool);
    const aliases = new Aliases(this.aliases);
    const plan = planImport({ located, known, keys: this.keys, aliases, newId: () => `v${(this.#ids += 1)}` });
    for (const { id, class: name } of aliases.changes()) {
      const at = this.aliases.findIndex((row) => row.id === id);
      if (at >= 0) this.aliases.splice(at, 1);
      this.aliases.push({ id, class: name });
    }
    this.keys.push(...plan.keys);
    for (const { id } of plan.gone) this.#put(id, { isGone: true });
    for (const { id } of plan.seen) this.#put(id, { isGone: false });
    for (const { source, digest } of plan.changed) this.#put(source.id, { digest });
    for (const made of plan.newSources) {
      const id = `s${(this.#ids += 1)}`;
      this.sources.set(id, { id, tool, vulnerabilityId: made.vulnerabilityId, assetId: made.assetId, sourceKey: made.finding.key, digest: made.digest, isGone: false });
    }
    return plan;
  }

  #put(id: string, change: Partial<KnownSource>): void {
    const source = this.sources.get(id);
    if (source !== undefined) this.sources.set(id, { ...source, ...change });
  }

  /** Sources that their tool still reports. */
  present(tool: string): readonly KnownSource[] {
    return [...this.sources.values()].filter((source) => source.tool === tool && !source.isGone);
  }
}

const id = fc.constantFrom('CVE-2024-0001', 'CVE-2024-0002', 'CVE-2024-0003', 'GHSA-2222-2222-2222', 'GHSA-3333-3333-3333');
const one = fc.record({ ids: fc.uniqueArray(id, { maxLength: 2 }), name: fc.option(fc.constantFrom('a', 'b', '@scope/a'), { nil: null }), asset: fc.constantFrom('x', 'y'), title: fc.constantFrom('t', 'u') });
const report = fc.array(one, { maxLength: 12 }).map((items) => items.map(({ ids, name, asset, title }, at): Located => ({ assetId: asset, finding: { ...finding(`${ids.join()}/${name}/${at % 3}`, ids.filter((each, index) => !each.startsWith('CVE-') || index === 0 || !ids[0]?.startsWith('CVE-')), name), title } })))
  .map((all) => [...new Map(all.map((located) => [`${located.assetId}/${located.finding.key}`, located])).values()]);

test('whatever is imported in whatever order: every finding has one source, the same id and package one vulnerability, and a report again changes nothing', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('trivy', 'grype'), report), { minLength: 1, maxLength: 6 }), (imports) => {
    const model = new Model();
    for (const [tool, located] of imports) {
      model.import(tool, located);
      assert.deepEqual(model.present(tool).map(({ assetId, sourceKey }) => `${assetId}/${sourceKey}`).sort(), located.map(({ assetId, finding: { key } }) => `${assetId}/${key}`).sort());
      const again = model.import(tool, located);
      assert.deepEqual([again.created.length, again.newSources.length, again.changed.length, again.gone.length], [0, 0, 0, 0]);
    }
    const owners = new Map<string, Set<string>>();
    for (const { assetId, key, vulnerabilityId } of model.keys) owners.set(`${assetId}/${key}`, (owners.get(`${assetId}/${key}`) ?? new Set()).add(vulnerabilityId));
    for (const [key, vulnerabilities] of owners) assert.equal(vulnerabilities.size, 1, key);
  }), { numRuns: 500 });
});

test('two CVEs are never taken for one, however reports alias them', () => {
  fc.assert(fc.property(fc.array(fc.uniqueArray(id, { minLength: 1, maxLength: 4 }), { maxLength: 20 }), (groups) => {
    const aliases = new Aliases([]);
    for (const group of groups) aliases.learn(group);
    for (const group of groups) for (const each of group) {
      const members = aliases.of(each);
      assert.ok(members.includes(each));
      assert.ok(members.filter((member) => member.startsWith('CVE-')).length <= 1, members.join());
      for (const member of members) assert.deepEqual([...aliases.of(member)].sort(), [...members].sort());
    }
  }), { numRuns: 1_000 });
});

test('a package is compared without scope, group and spelling; without a package the id alone is', () => {
  assert.deepEqual(keysOf(finding('k', ['CVE-1'], 'org.apache.tomcat:tomcat_catalina'), ['CVE-1']), ['CVE-1|tomcat-catalina']);
  assert.deepEqual(keysOf(finding('k', ['CVE-1'], null), ['CVE-1']), ['CVE-1|']);
});
