import type { Clock } from '../../src/platform/context/index.ts';

/** A clock that stands until it is moved. */
export class SetClock implements Clock {
  #now = Date.parse('2026-03-01T12:00:00.000Z');
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}
