import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { sopErrors } from './sop.errors.ts';
import { deleteSop, findSop, insertSop, insertVersion, listSops, listVersions, lockSop, updateSop } from './sop.repository.ts';
import type { NewSop, NewStep, Page, Sop, SopChanges, SopFilter, SopStatus, SopStep, SopVersion } from './sop.types.ts';
import { nextVersion } from './versions.ts';

export const [reading, writing] = ['read:sops', 'write:sops'] as const;

export interface SopServiceParts {
  readonly db: Database;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** From where a procedure may go where. */
const ways: Readonly<Record<'submit' | 'reject' | 'approve' | 'archive' | 'restore', { readonly from: readonly SopStatus[]; readonly to: SopStatus; readonly event: string }>> = {
  submit: { from: ['draft'], to: 'review', event: 'UPDATE' },
  reject: { from: ['review'], to: 'draft', event: 'UPDATE' },
  approve: { from: ['draft', 'review'], to: 'approved', event: 'APPROVE' },
  archive: { from: ['draft', 'review', 'approved'], to: 'archived', event: 'UPDATE' },
  restore: { from: ['archived'], to: 'draft', event: 'UPDATE' },
};
/** A move of a procedure between its states. */
export type SopMove = keyof typeof ways;

function numbered(steps: readonly NewStep[]): SopStep[] {
  return steps.map((step, at) => ({ ...step, id: newUuid(), order: at + 1 }));
}

function snapshotOf({ title, category, description, content, steps, tags, prerequisites, estimatedDuration }: Sop): SopVersion['snapshot'] {
  return { title, category, description, content, steps, tags, prerequisites, estimatedDuration };
}

/** Procedures: written, versioned, approved, archived. */
export class SopService {
  readonly #parts: SopServiceParts;
  constructor(parts: SopServiceParts) {
    this.#parts = parts;
  }

  async list(ctx: UserCtx, filter: SopFilter): Promise<Page<Sop>> {
    requirePermission(ctx, reading);
    return await listSops(this.#parts.db.sql, filter);
  }

  async get(ctx: UserCtx, id: string): Promise<Sop> {
    requirePermission(ctx, reading);
    const sop = isUuid(id) ? await findSop(this.#parts.db.sql, id) : null;
    if (sop === null) throw notFound(id);
    return sop;
  }

  async versions(ctx: UserCtx, id: string): Promise<readonly SopVersion[]> {
    return await listVersions(this.#parts.db.sql, (await this.get(ctx, id)).id);
  }

  /** All or none. */
  async create(ctx: UserCtx, inputs: readonly NewSop[], note: string): Promise<readonly Sop[]> {
    requirePermission(ctx, writing);
    const made = inputs.map((input) => this.#draft(ctx, input));
    await this.#parts.db.transaction(async (tx) => {
      for (const sop of made) {
        await insertSop(tx, { ...sop, steps: [...sop.steps], reviewers: [...sop.reviewers], tags: [...sop.tags], prerequisites: [...sop.prerequisites] });
        await this.#keepVersion(tx, ctx, { sop, note });
      }
      for (const sop of made) await this.#record(tx, ctx, { eventType: 'CREATE', sop, what: 'created' });
    });
    return made;
  }

  async update(ctx: UserCtx, id: string, { note = '', steps, ...changes }: SopChanges): Promise<Sop> {
    requirePermission(ctx, writing);
    await this.get(ctx, id);
    await this.#parts.db.transaction(async (tx) => {
      const before = await this.#lock(tx, id);
      if (before.status === 'archived') throw sopErrors.SOP_STATUS_CONFLICT({ message: 'An archived procedure must be restored before it is changed', details: { status: before.status } });
      const fields = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const after: Sop = {
        ...before, ...fields, ...(steps !== undefined && { steps: numbered(steps) }),
        version: nextVersion(before.version, before.status === 'approved' ? 'minor' : 'patch'),
        status: 'draft', approvedAt: null, approvedBy: null, authorId: ctx.principal.userId, updatedAt: new Date(this.#parts.clock.now()),
      };
      await updateSop(tx, id, { ...after, steps: [...after.steps], reviewers: [...after.reviewers], tags: [...after.tags], prerequisites: [...after.prerequisites] });
      await this.#keepVersion(tx, ctx, { sop: after, note });
      await this.#record(tx, ctx, { eventType: 'UPDATE', sop: after, what: `changed, now version ${after.version}` });
    });
    return await this.get(ctx, id);
  }

  async move(ctx: UserCtx, id: string, move: SopMove): Promise<Sop> {
    requirePermission(ctx, writing);
    await this.get(ctx, id);
    await this.#parts.db.transaction(async (tx) => {
      const sop = await this.#lock(tx, id);
      const { from, to, event } = ways[move];
      if (!from.includes(sop.status)) throw sopErrors.SOP_STATUS_CONFLICT({ message: `A procedure that is ${sop.status} cannot be moved by ${move}`, details: { status: sop.status } });
      if (move === 'approve') assertMayApprove(ctx, sop);
      const now = new Date(this.#parts.clock.now());
      const isApproved = to === 'approved';
      await updateSop(tx, id, { status: to, updatedAt: now, approvedAt: isApproved ? now : null, approvedBy: isApproved ? ctx.principal.username : null });
      await this.#record(tx, ctx, { eventType: event, sop, what: `${sop.status} → ${to}` });
    });
    return await this.get(ctx, id);
  }

  async remove(ctx: UserCtx, id: string): Promise<void> {
    requirePermission(ctx, writing);
    const sop = await this.get(ctx, id);
    await this.#parts.db.transaction(async (tx) => {
      await deleteSop(tx, sop.id);
      await this.#record(tx, ctx, { eventType: 'DELETE', sop, what: 'removed' });
    });
  }

  #draft(ctx: UserCtx, { owner, steps, ...input }: NewSop): Sop {
    const now = new Date(this.#parts.clock.now());
    return {
      ...input, id: newUuid(), owner: owner ?? ctx.principal.username, steps: numbered(steps), version: '1.0.0', status: 'draft', authorId: ctx.principal.userId,
      executionCount: 0, lastExecutedAt: null, createdAt: now, updatedAt: now, approvedAt: null, approvedBy: null,
    };
  }

  async #lock(tx: Tx, id: string): Promise<Sop> {
    const sop = await lockSop(tx, id);
    if (sop === null) throw notFound(id);
    return sop;
  }

  async #keepVersion(tx: Tx, ctx: UserCtx, { sop, note }: { sop: Sop; note: string }): Promise<void> {
    await insertVersion(tx, { id: newUuid(), sopId: sop.id, version: sop.version, snapshot: snapshotOf(sop), author: ctx.principal.username, note, createdAt: sop.updatedAt });
  }

  async #record(tx: Tx, ctx: UserCtx, { eventType, sop, what }: { eventType: string; sop: Sop; what: string }): Promise<void> {
    await this.#parts.audit.record(tx, ctx, { eventType, resourceType: 'sop', resourceId: sop.id, description: `Procedure ${sop.title}: ${what}`, status: 'success' });
  }
}

function assertMayApprove({ principal }: UserCtx, sop: Sop): void {
  if (principal.userId === sop.authorId) throw sopErrors.SOP_OWN_APPROVAL({ details: { sop_id: sop.id } });
  const names = [principal.username, principal.email].map((name) => name.toLowerCase());
  if (sop.reviewers.length > 0 && !sop.reviewers.some((reviewer) => names.includes(reviewer.toLowerCase()))) throw sopErrors.SOP_NOT_REVIEWER({ details: { reviewers: [...sop.reviewers] } });
}

function notFound(id: string): Error {
  return sopErrors.SOP_NOT_FOUND({ details: { sop_id: id.slice(0, 100) } });
}
