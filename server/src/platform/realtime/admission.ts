import { addressKey } from '../limits/index.ts';

export interface AdmissionCaps {
  readonly total: number;
  readonly perAddress: number;
}

/** Counts open sockets, all and by remote address; a place is taken before the upgrade and given back once. */
export class Admission {
  readonly #caps: AdmissionCaps;
  readonly #byAddress = new Map<string, number>();
  #open = 0;

  constructor(caps: AdmissionCaps) {
    this.#caps = caps;
  }

  /** Returns the function that gives the place back, or null when there is none left. */
  take(address: string): (() => void) | null {
    const key = addressKey(address);
    const held = this.#byAddress.get(key) ?? 0;
    if (this.#open >= this.#caps.total || held >= this.#caps.perAddress) return null;
    this.#open += 1;
    this.#byAddress.set(key, held + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#open -= 1;
      const left = (this.#byAddress.get(key) ?? 1) - 1;
      if (left === 0) this.#byAddress.delete(key);
      else this.#byAddress.set(key, left);
    };
  }
}
