import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Row {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly message: string } | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** A signed-in console: starts scans and hears of their end on the live socket. */
export interface ScanClient {
  /** Resolves when the scan is complete, to the milliseconds since it was asked for. */
  scan(source: string): Promise<{ ms: number; findings: number }>;
  close(): void;
}

/** Opens the console's live socket on a running server. */
export async function openScanClient(url: string, token: string): Promise<ScanClient> {
  const waiting = new Map<string, (row: Row) => void>();
  const ended = new Map<string, Row>();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/console/v1/live?token=${token}`);
  await once(socket, 'open');
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { topic: string; data: Row };
    if (frame.topic !== 'scans' || !['completed', 'failed', 'cancelled'].includes(frame.data.status)) return;
    const tell = waiting.get(frame.data.id);
    if (tell === undefined) ended.set(frame.data.id, frame.data);
    else tell(frame.data);
  });
  socket.send(JSON.stringify({ type: 'subscribe', topics: ['scans'] }));
  await once(socket, 'message');
  const endOf = (id: string): Promise<Row> => {
    const row = ended.get(id);
    return row === undefined ? new Promise((resolve) => waiting.set(id, resolve)) : Promise.resolve(row);
  };
  return {
    async scan(source) {
      const startedAt = performance.now();
      const response = await fetch(`${url}/api/console/v1/scans`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ target: { kind: 'source', filename: 'Sale.sol', source }, depth: 'full', detectors: [] }),
      });
      if (!response.ok) throw new Error(`scan refused: ${response.status} ${await response.text()}`);
      const row = await endOf(((await response.json()) as Row).id);
      if (row.status !== 'completed') throw new Error(`scan ${row.status}: ${row.error?.message ?? ''}`);
      return { ms: performance.now() - startedAt, findings: Object.values(row.counts).reduce((sum, count) => sum + count, 0) };
    },
    close: () => socket.close(),
  };
}
