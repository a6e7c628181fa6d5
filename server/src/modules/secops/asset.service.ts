import { isUuid } from '../../lib/uuid.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { type AssetRepository, type AssetRow, toAsset } from './asset.repository.ts';
import { secopsErrors } from './secops.errors.ts';
import { assetCreated, assetDeleted, assetUpdated, toSnapshot } from './secops.events.ts';
import type { assets } from './secops.tables.ts';
import type { Asset, AssetFilter, AssetInput, Page } from './secops.types.ts';

export interface AssetServiceParts {
  readonly db: Database;
  readonly assets: AssetRepository;
  readonly bus: Bus;
  readonly audit: Audit;
}

function notFound(id: string): Error {
  return secopsErrors.ASSET_NOT_FOUND({ details: { asset_id: id.slice(0, 100) } });
}

/** The fields that were given. */
function toChange(input: Partial<AssetInput>): Partial<typeof assets.$inferInsert> {
  const { tags, metadata, ...rest } = input;
  const given = { ...rest, ...(tags !== undefined && { tags: [...tags] }), ...(metadata !== undefined && { metadata: { ...metadata } }) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Assets by hand: made, changed, deleted, each with a record and an event. */
export class AssetService {
  readonly #parts: AssetServiceParts;
  constructor(parts: AssetServiceParts) {
    this.#parts = parts;
  }

  async list(filter: AssetFilter): Promise<Page<Asset>> {
    const { items, total } = await this.#parts.assets.list(filter);
    return { items: items.map(toAsset), total };
  }

  async get(id: string): Promise<Asset> {
    return toAsset(await this.#find(id));
  }

  async create(ctx: UserCtx, input: AssetInput): Promise<Asset> {
    const at = new Date(ctx.clock.now());
    const row = await this.#parts.db.transaction(async (tx) => {
      const [made] = await this.#parts.assets.insert(tx, [{ ...(toChange(input) as AssetInput), id: newUuid(), status: input.status ?? 'active', tags: [...(input.tags ?? [])], metadata: { ...input.metadata }, createdAt: at, updatedAt: at }]);
      if (made === undefined) throw new Error('an insert returns its row');
      await this.#parts.audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'asset', resourceId: made.id, description: `Created asset ${made.hostname}`, status: 'success' });
      return made;
    });
    const asset = toAsset(row);
    this.#parts.bus.publish(assetCreated, { asset: toSnapshot(asset), actorId: ctx.principal.userId });
    return asset;
  }

  async update(ctx: UserCtx, id: string, input: Partial<AssetInput>): Promise<Asset> {
    await this.#find(id);
    const row = await this.#parts.db.transaction(async (tx) => {
      const changed = await this.#parts.assets.update(tx, id, { ...toChange(input), updatedAt: new Date(ctx.clock.now()) });
      if (changed === null) throw notFound(id);
      await this.#parts.audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'asset', resourceId: id, description: `Changed asset ${changed.hostname}`, status: 'success', metadata: { fields: Object.keys(toChange(input)) } });
      return changed;
    });
    const asset = toAsset(row);
    this.#parts.bus.publish(assetUpdated, { asset: toSnapshot(asset), actorId: ctx.principal.userId });
    return asset;
  }

  async delete(ctx: UserCtx, id: string): Promise<void> {
    await this.#find(id);
    const row = await this.#parts.db.transaction(async (tx) => {
      const gone = await this.#parts.assets.delete(tx, id);
      if (gone === null) throw notFound(id);
      await this.#parts.audit.record(tx, ctx, { eventType: 'DELETE', resourceType: 'asset', resourceId: id, description: `Deleted asset ${gone.hostname} with its ${gone.openCount} open vulnerabilities`, status: 'success' });
      return gone;
    });
    this.#parts.bus.publish(assetDeleted, { asset: toSnapshot(toAsset(row)), actorId: ctx.principal.userId });
  }

  async #find(id: string): Promise<AssetRow> {
    const row = isUuid(id) ? await this.#parts.assets.find(id) : null;
    if (row === null) throw notFound(id);
    return row;
  }
}
