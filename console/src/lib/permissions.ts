/** True when the permissions hold the wanted one, directly or by a wildcard (`*`, `read:*`). Nothing wanted is always held. */
export function isAllowed(permissions: readonly string[], wanted: string | undefined): boolean {
  if (wanted === undefined || permissions.includes('*') || permissions.includes(wanted)) return true;
  return permissions.includes(`${wanted.split(':')[0]}:*`);
}
