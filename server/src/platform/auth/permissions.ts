import { type Ctx, isAllowed } from '../context/index.ts';
import { errors } from '../errors/index.ts';

/** Whether a set of permissions includes one, by itself, by `*` or by `read:*`. The one wanted may be a wildcard too. */
export function includes(held: ReadonlySet<string>, wanted: string): boolean {
  return isAllowed({ permissions: held }, wanted);
}

/** What a token with these scopes may do in the hands of somebody with these permissions: never more than either. */
export function narrow(scopes: readonly string[], held: ReadonlySet<string>): ReadonlySet<string> {
  const asked = new Set(scopes);
  return new Set([...scopes.filter((scope) => includes(held, scope)), ...[...held].filter((permission) => includes(asked, permission))]);
}

/** @throws FORBIDDEN naming the permission, or UNAUTHORIZED when nobody is signed in */
export function requirePermission(ctx: Ctx, permission: string): void {
  if (ctx.principal === null) throw errors.UNAUTHORIZED();
  if (!isAllowed(ctx.principal, permission)) throw errors.FORBIDDEN({ details: { permission } });
}
