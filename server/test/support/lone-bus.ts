import type { Bus, EventType } from '../../src/platform/bus/types.ts';

/** A bus within this process that remembers what was told, and can be told that it lost some. */
export class LoneBus implements Bus {
  readonly told: { name: string; payload: unknown }[] = [];
  readonly #handlers: { name: string; handle: (payload: never) => void }[] = [];
  readonly #gaps: (() => void)[] = [];
  #isConnected = true;
  publish<P>(type: EventType<P>, payload: P): void {
    this.told.push({ name: type.name, payload });
    for (const { name, handle } of this.#handlers) if (name === type.name) handle(payload as never);
  }
  subscribe<P>(type: EventType<P>, handle: (payload: P) => void): () => void {
    this.#handlers.push({ name: type.name, handle });
    return () => undefined;
  }
  onGap(handler: () => void): () => void {
    this.#gaps.push(handler);
    return () => undefined;
  }
  /** Cuts or joins the connection to other processes, without a word yet. */
  connect(isConnected: boolean): void {
    this.#isConnected = isConnected;
  }
  loseSome(): void {
    for (const gap of this.#gaps) gap();
  }
  isConnected(): boolean {
    return this.#isConnected;
  }
  async close(): Promise<void> {}
}
