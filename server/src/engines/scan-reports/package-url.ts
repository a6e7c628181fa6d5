import { PackageURL } from 'packageurl-js';
import type { AffectedPackage } from './report.ts';

/** Types of package URLs by the words that scanners use for ecosystems. */
const purlTypes = new Map(Object.entries({
  npm: 'npm', yarn: 'npm', pnpm: 'npm', 'node-pkg': 'npm', node: 'npm', javascript: 'npm',
  pypi: 'pypi', pip: 'pypi', pipenv: 'pypi', poetry: 'pypi', python: 'pypi', 'python-pkg': 'pypi',
  go: 'golang', golang: 'golang', gomod: 'golang', gobinary: 'golang', 'go-module': 'golang',
  maven: 'maven', jar: 'maven', pom: 'maven', gradle: 'maven', 'java-archive': 'maven',
  'crates.io': 'cargo', cargo: 'cargo', rustbinary: 'cargo',
  rubygems: 'gem', gem: 'gem', bundler: 'gem', gemspec: 'gem',
  nuget: 'nuget', 'dotnet-core': 'nuget', packagist: 'composer', composer: 'composer',
  debian: 'deb', ubuntu: 'deb', deb: 'deb', dpkg: 'deb', alpine: 'apk', apk: 'apk', wolfi: 'apk',
  redhat: 'rpm', centos: 'rpm', rocky: 'rpm', alma: 'rpm', amazon: 'rpm', oracle: 'rpm', photon: 'rpm', fedora: 'rpm', rpm: 'rpm',
  hex: 'hex', pub: 'pub', swift: 'swift', cocoapods: 'cocoapods',
}));

/** The type of a package URL for a scanner's word; null when it says none. */
export function ecosystemOf(word: string | null): string | null {
  return word === null ? null : (purlTypes.get(word.trim().toLowerCase().split(':')[0] ?? '') ?? null);
}

function parsePurl(purl: string | null): PackageURL | null {
  if (purl === null) return null;
  try {
    return PackageURL.fromString(purl);
  } catch {
    return null;
  }
}

/** What a report says of a package; any part may be missing. */
interface GivenPackage {
  readonly name: string | null;
  readonly version: string | null;
  readonly ecosystem?: string | null;
  readonly purl?: string | null;
}

/** A package from what a report says of it; the type in its package URL decides, when there is a sound one. */
export function toPackage({ name, version, ecosystem = null, purl = null }: GivenPackage): AffectedPackage | null {
  const parsed = parsePurl(purl);
  if (parsed !== null) return { name: name ?? parsed.name, version: version ?? parsed.version ?? null, ecosystem: parsed.type, purl };
  return name === null ? null : { name, version, ecosystem: ecosystemOf(ecosystem), purl: null };
}

/**
 * The name under which packages of several scanners are compared: without scope and group, since one writes
 * `org.apache.tomcat:tomcat-catalina` and another `tomcat-catalina`; dashes and underscores are the same to PyPI.
 */
export function comparableName(affected: AffectedPackage): string {
  const bare = affected.name.split(/[/:]/).findLast((part) => part !== '') ?? affected.name;
  return bare.toLowerCase().replaceAll(/[_.]/g, '-');
}
