import type { Bus } from '../../platform/bus/index.ts';
import { incidentCreated, incidentDeleted, incidentUpdated } from './incident.events.ts';

const most = 500;

/** How many incidents match what lists are asked for, kept until an incident changes anywhere. */
export class Totals {
  readonly #known = new Map<string, number>();
  #changes = 0;

  constructor(bus: Bus) {
    const forget = (): void => {
      this.#changes += 1;
      this.#known.clear();
    };
    for (const event of [incidentCreated, incidentUpdated, incidentDeleted]) bus.subscribe(event, forget);
    bus.onGap(forget);
  }

  /** The kept total, or what `count` finds; that is not kept when something changed meanwhile. */
  async of(key: string, count: () => Promise<number>): Promise<number> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const seen = this.#changes;
    const total = await count();
    if (seen === this.#changes && this.#known.size < most) this.#known.set(key, total);
    return total;
  }
}
