import { z } from 'zod';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { JobDefinition, JobEffect } from '../../platform/jobs/index.ts';
import { type AssetRepository, toAsset } from './asset.repository.ts';
import { assetUpdated, toSnapshot, vulnerabilitiesChanged } from './secops.events.ts';
import type { VulnerabilityRepository } from './vulnerability.repository.ts';

const nothing = z.object({});

export interface ExpiryParts {
  readonly vulnerabilities: VulnerabilityRepository;
  readonly assets: AssetRepository;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Opens accepted risks whose time is over. */
export function expireAcceptances({ vulnerabilities, assets, bus, clock }: ExpiryParts): JobEffect {
  return async (tx) => {
    const at = new Date(clock.now());
    const over = await vulnerabilities.expired(tx, at);
    if (over.length === 0) return undefined;
    await vulnerabilities.update(tx, over.map(({ id }) => id), { status: 'open', resolvedAt: null, acceptedUntil: null, updatedAt: at });
    await vulnerabilities.tell(tx, over.map(({ id }) => ({ vulnerabilityId: id, at, actorName: 'Bulwark', kind: 'reopened', fromStatus: 'accepted' as const, toStatus: 'open' as const, note: 'the time for which the risk was accepted is over' })));
    const rows = await assets.recount(tx, [...new Set(over.map(({ assetId }) => assetId))]);
    return () => {
      for (const row of rows) bus.publish(assetUpdated, { asset: toSnapshot(toAsset(row)), actorId: null });
      bus.publish(vulnerabilitiesChanged, { count: over.length });
    };
  };
}

/** The job `acceptance.expire`. */
export function defineExpiryJob(parts: ExpiryParts): JobDefinition<Record<string, never>> {
  return { name: 'acceptance.expire', input: nothing, concurrency: 1, retryLimit: 3, retryDelaySeconds: 10, expireInSeconds: 300, run: async () => expireAcceptances(parts) };
}
