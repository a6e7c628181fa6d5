import { z } from 'zod';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { type AssetRepository, toAsset } from './asset.repository.ts';
import { assetUpdated, toSnapshot, vulnerabilitiesChanged } from './secops.events.ts';
import type { VulnerabilityRepository } from './vulnerability.repository.ts';

const nothing = z.object({});

/** The job `acceptance.expire`: risks that were accepted until now are open again. */
export function defineExpiryJob(parts: { vulnerabilities: VulnerabilityRepository; assets: AssetRepository; bus: Bus; clock: Clock }): JobDefinition<Record<string, never>> {
  const { vulnerabilities, assets, bus, clock } = parts;
  return {
    name: 'acceptance.expire',
    input: nothing as z.ZodType<Record<string, never>>,
    concurrency: 1,
    retryLimit: 3,
    retryDelaySeconds: 10,
    expireInSeconds: 300,
    run: async () => async (tx) => {
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
    },
  };
}
