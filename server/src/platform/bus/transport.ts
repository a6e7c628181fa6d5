/** Carries texts between processes, at most once and in order; it also hears what it sent itself. */
export interface Transport {
  /** Bytes (UTF-8) of a text up to which several events are packed into one. */
  readonly packBytes: number;
  /** Sends in order; rejects when some may not have been sent. */
  send(texts: readonly string[]): Promise<void>;
  /** False while others are out of reach. */
  isConnected(): boolean;
  close(): Promise<void>;
}

/** What a transport calls. */
export interface Receiver {
  onText(text: string): void;
  /** Texts may have been missed. */
  onGap(): void;
}
