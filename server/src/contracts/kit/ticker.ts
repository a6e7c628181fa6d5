import type { Hub } from '../../platform/realtime/index.ts';

const tickMs = 1_000;

/** Publishes what `measure` tells once a second, and measures only while somebody reads the topic. A second in which it fails is left out. */
export function publishEverySecond(hub: Pick<Hub, 'hasSubscribers' | 'publish'>, topic: string, measure: () => unknown): void {
  let isMeasuring = false;
  const tick = async (): Promise<void> => {
    if (isMeasuring || !hub.hasSubscribers(topic)) return;
    isMeasuring = true;
    try {
      hub.publish(topic, await measure());
    } catch {
      // The readers see the gap; the next second tries again.
    } finally {
      isMeasuring = false;
    }
  };
  setInterval(() => void tick(), tickMs).unref();
}
