import { requirePermission } from '../../platform/auth/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Finops } from './finops.operations.ts';

const writing: ReadonlySet<string> = new Set<keyof Finops>([
  'openImport', 'putImportPart', 'startImport', 'importFile', 'syncCostExplorer', 'cancelImport', 'deleteImport', 'createBudget', 'updateBudget', 'deleteBudget', 'createCredit', 'deleteCredit',
  'setRecommendationStatus',
]);

type Operation = (ctx: UserCtx, ...rest: unknown[]) => Promise<unknown>;

/** Every operation needs `read:finops` or, where it changes something, `write:finops`. Error: FORBIDDEN 403 naming the permission. */
export function withPolicy(finops: Finops): Finops {
  const guarded = Object.entries(finops as unknown as Record<string, Operation>).map(([name, operation]): [string, Operation] => {
    const permission = writing.has(name) ? 'write:finops' : 'read:finops';
    return [name, async (ctx, ...rest) => {
      requirePermission(ctx, permission);
      return await operation(ctx, ...rest);
    }];
  });
  return Object.fromEntries(guarded) as unknown as Finops;
}
