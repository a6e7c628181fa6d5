/** Who reads what, in both directions; a topic without readers and a reader without topics take no memory. */
export class Topics<Reader> {
  readonly #readersOf = new Map<string, Set<Reader>>();
  readonly #topicsOf = new Map<Reader, Set<string>>();

  add(reader: Reader, topic: string): void {
    entry(this.#readersOf, topic).add(reader);
    entry(this.#topicsOf, reader).add(topic);
  }

  remove(reader: Reader, topic: string): void {
    detach(this.#readersOf, topic, reader);
    detach(this.#topicsOf, reader, topic);
  }

  /** Forgets a reader. */
  drop(reader: Reader): void {
    for (const topic of this.#topicsOf.get(reader) ?? []) detach(this.#readersOf, topic, reader);
    this.#topicsOf.delete(reader);
  }

  readersOf(topic: string): ReadonlySet<Reader> {
    return this.#readersOf.get(topic) ?? new Set();
  }

  topicsOf(reader: Reader): ReadonlySet<string> {
    return this.#topicsOf.get(reader) ?? new Set();
  }

  hasReaders(topic: string): boolean {
    return this.#readersOf.has(topic);
  }
}

function entry<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = new Set<V>();
  map.set(key, created);
  return created;
}

function detach<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  if (values?.delete(value) === true && values.size === 0) map.delete(key);
}
