import { type AssetSnapshot, assetCreated, assetDeleted, assetUpdated } from '../../modules/secops/index.ts';
import { feed, type Feed, type OpsEvent } from './live.ts';
import { presentAsset } from './secops.present.ts';

function toEvent(action: OpsEvent['action']) {
  return ({ asset, actorId }: { asset: AssetSnapshot; actorId: string | null }): OpsEvent => ({ type: 'asset', action, data: presentAsset(asset), channels: ['assets', asset.environment], actorId });
}

/** Assets on `assets` and on their environment. Source: ops#websocket-priority-high. */
export const assetFeeds: readonly Feed[] = [feed(assetCreated, toEvent('created')), feed(assetUpdated, toEvent('updated')), feed(assetDeleted, toEvent('deleted'))];
