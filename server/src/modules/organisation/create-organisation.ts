import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import { type Database, isUniqueViolation, type Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { organisationErrors } from './organisation.errors.ts';
import type { Organisation } from './organisation.operations.ts';
import type { Unit, UnitKind } from './organisation.types.ts';
import { deleteUnit, findUnit, insertUnit, listUnits, updateUnit } from './unit.repository.ts';

const permission = 'admin:operations';

/** Builds the module of environments and teams. */
export function createOrganisation({ db, audit, clock }: { readonly db: Database; readonly audit: Audit; readonly clock: Clock }): Organisation {
  const find = async (kind: UnitKind, id: string): Promise<Unit> => {
    const unit = isUuid(id) ? await findUnit(db.sql, kind, id) : null;
    if (unit === null) throw organisationErrors.UNIT_NOT_FOUND({ details: { [`${kind}_id`]: id.slice(0, 100) } });
    return unit;
  };
  const write = async (ctx: UserCtx, { eventType, kind, unit }: { eventType: string; kind: UnitKind; unit: { id: string; name: string } }, work: (tx: Tx) => Promise<void>): Promise<void> => {
    await db.transaction(async (tx) => {
      await work(tx);
      await audit.record(tx, ctx, { eventType, resourceType: kind, resourceId: unit.id, description: `${kind} ${unit.name}: ${eventType.toLowerCase()}`, status: 'success' });
    });
  };
  return {
    list: async (_ctx, kind) => await listUnits(db.sql, kind),
    async create(ctx, kind, input) {
      requirePermission(ctx, permission);
      const unit = { ...input, id: newUuid(), createdAt: new Date(clock.now()) };
      try {
        await write(ctx, { eventType: 'CREATE', kind, unit }, (tx) => insertUnit(tx, kind, unit));
      } catch (error) {
        if (isUniqueViolation(error)) throw organisationErrors.UNIT_NAME_TAKEN({ details: { field: 'name' } });
        throw error;
      }
      return await find(kind, unit.id);
    },
    async update(ctx, { kind, id }, changes) {
      requirePermission(ctx, permission);
      const unit = await find(kind, id);
      await write(ctx, { eventType: 'UPDATE', kind, unit }, (tx) => updateUnit(tx, { kind, id }, changes));
      return await find(kind, id);
    },
    async remove(ctx, kind, id) {
      requirePermission(ctx, permission);
      const unit = await find(kind, id);
      await write(ctx, { eventType: 'DELETE', kind, unit }, (tx) => deleteUnit(tx, kind, id));
    },
  };
}
