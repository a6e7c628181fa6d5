import { isUuid } from '../../lib/uuid.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Audit } from '../audit/index.ts';
import { finopsErrors } from './finops.errors.ts';
import type { RecommendationRepository } from './recommendation.repository.ts';
import type { Recommendation, RecommendationStatus } from './recommendation.types.ts';

export interface RecommendationServiceParts {
  readonly db: Database;
  readonly recommendations: RecommendationRepository;
  readonly audit: Audit;
}

/** What could be saved, and what people made of it. */
export class RecommendationService {
  readonly #parts: RecommendationServiceParts;
  constructor(parts: RecommendationServiceParts) {
    this.#parts = parts;
  }

  async list(_ctx: UserCtx, filter: { status?: RecommendationStatus }): Promise<readonly Recommendation[]> {
    return await this.#parts.recommendations.list(filter);
  }

  async setStatus(ctx: UserCtx, id: string, status: RecommendationStatus): Promise<Recommendation> {
    return await this.#parts.db.transaction(async (tx) => {
      const changed = isUuid(id) ? await this.#parts.recommendations.setStatus(tx, id, { status, at: new Date(ctx.clock.now()) }) : null;
      if (changed === null) throw finopsErrors.RECOMMENDATION_NOT_FOUND({ details: { recommendation_id: id.slice(0, 100) } });
      await this.#parts.audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'recommendation', resourceId: id, description: `${changed.title}: ${status}`, status: 'success' });
      return changed;
    });
  }
}
