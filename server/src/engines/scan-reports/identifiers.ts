/** Ids of databases whose entries each describe one fault, so that two of them can mean the same one. */
const sameFault = /^(CVE-\d{4}-\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|(PYSEC|GO|RUSTSEC|OSV|MAL|GSD|HSEC|OSSF|ASB-A|PUB-A|CAN|RSEC|BIT|CGA|V8|UVI|SNYK|NSWG|DRUPAL)-[A-Z0-9-]+)$/i;
const cve = /\bCVE-\d{4}-\d{4,}\b/gi;
const ghsa = /\bGHSA(?:-[23456789cfghjmpqrvwx]{4}){3}\b/gi;

/** An id as it is compared: CVE in capitals, the letters of a GHSA small. */
export function canonicalId(id: string): string {
  const trimmed = id.trim();
  return /^ghsa-/i.test(trimmed) ? `GHSA${trimmed.slice(4).toLowerCase()}` : trimmed.toUpperCase();
}

/** True for an id that names exactly one fault; vendor bulletins (RHSA, DSA, USN, ALAS) gather several. */
export function namesOneFault(id: string): boolean {
  return sameFault.test(id.trim());
}

/** CVE and GHSA ids that a text mentions, in its order, each once. */
export function idsIn(text: string | null): readonly string[] {
  if (text === null) return [];
  return [...new Set([...text.matchAll(cve), ...text.matchAll(ghsa)].map(([id]) => canonicalId(id)))];
}

/** Sorts ids of one fault and what merely relates to it: at most one CVE can be meant, and it comes first. */
export function splitIds(primary: string | null, aliases: readonly string[]): { ids: readonly string[]; relatedIds: readonly string[] } {
  const given = [...new Set([primary ?? '', ...aliases].filter((id) => id.trim() !== '').map(canonicalId))];
  const [own] = primary === null ? [] : [canonicalId(primary)];
  const cves = given.filter((id) => id.startsWith('CVE-'));
  const meant = cves.length === 1 ? cves[0] : cves.find((id) => id === own);
  const isBulletin = own !== undefined && !namesOneFault(own);
  // With several CVEs and none of them its own, the entry is about all of them: none is the same fault.
  const others = given.filter((id) => !id.startsWith('CVE-') && namesOneFault(id));
  const ids = [...(meant === undefined || (isBulletin && cves.length > 1) ? [] : [meant]), ...others];
  return { ids, relatedIds: given.filter((id) => !ids.includes(id)) };
}

/** The number in `CWE-79`, `CWE-79: Improper …`, `79` or `external/cwe/cwe-079`. */
export function cwesIn(values: readonly unknown[]): readonly number[] {
  const numbers = values.flatMap((value) => {
    if (typeof value === 'number') return [value];
    if (typeof value !== 'string') return [];
    const named = [...value.matchAll(/cwe[-_ ]?(\d{1,5})/gi)].map((match) => Number(match[1]));
    return named.length > 0 || !/^\s*\d{1,5}\s*$/.test(value) ? named : [Number(value)];
  });
  // -1 and 0 are how some tools write that they do not know.
  return [...new Set(numbers)].filter((cwe) => Number.isInteger(cwe) && cwe > 0 && cwe < 10_000);
}
