/** The next version: a draft that changes moves its patch number, an approved procedure that changes its minor one. Source: semver.org. */
export function nextVersion(version: string, part: 'minor' | 'patch'): string {
  const [major = 1, minor = 0, patch = 0] = version.split('.').map(Number);
  return part === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
