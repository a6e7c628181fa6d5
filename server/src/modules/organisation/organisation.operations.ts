import type { UserCtx } from '../../platform/context/index.ts';
import type { NewUnit, Unit, UnitChanges, UnitKind } from './organisation.types.ts';

/**
 * Environments and teams. Everybody who is signed in reads them; changing needs `admin:operations`, else FORBIDDEN.
 * Source: ops#frontend-code-reference.
 */
export interface Organisation {
  list(ctx: UserCtx, kind: UnitKind): Promise<readonly Unit[]>;
  /** Errors: UNIT_NAME_TAKEN. */
  create(ctx: UserCtx, kind: UnitKind, input: NewUnit): Promise<Unit>;
  /** Errors: UNIT_NOT_FOUND. */
  update(ctx: UserCtx, which: { readonly kind: UnitKind; readonly id: string }, changes: UnitChanges): Promise<Unit>;
  /** What names it keeps the name. Errors: UNIT_NOT_FOUND. */
  remove(ctx: UserCtx, kind: UnitKind, id: string): Promise<void>;
}
