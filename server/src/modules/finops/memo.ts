/** Keeps what was computed from the costs until they change; `revision` is asked every time, so that other processes' changes are seen. */
export class Memo {
  readonly #revision: () => Promise<string>;
  readonly #kept = new Map<string, Promise<unknown>>();
  #at = '';

  constructor(revision: () => Promise<string>) {
    this.#revision = revision;
  }

  async get<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const now = await this.#revision();
    if (now !== this.#at || this.#kept.size > 500) this.#kept.clear();
    this.#at = now;
    const known = this.#kept.get(key) as Promise<T> | undefined;
    if (known !== undefined) return await known;
    const computing = compute();
    this.#kept.set(key, computing);
    computing.catch(() => this.#kept.delete(key));
    return await computing;
  }
}
