import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../../api/errors.ts';
import { cancelImport, getImport, importReport, secopsKeys } from '../../api/secops.ts';
import type { ReportImport } from '../../api/types.ts';

const POLL_MS = 400;

/** One file on its way in. */
export interface ImportEntry {
  readonly key: string;
  readonly name: string;
  readonly state: 'sending' | 'importing' | 'done' | 'failed' | 'cancelled';
  /** 0 to 100 over sending and importing. */
  readonly percent: number;
  readonly stage: string;
  readonly result: ReportImport | null;
}

const endings = { completed: 'done', failed: 'failed', cancelled: 'cancelled' } as const;

/** An entry as the server tells of it: the first tenth was the way there. */
export function toEntry(entry: ImportEntry, row: ReportImport): ImportEntry {
  const isOpen = row.status === 'queued' || row.status === 'running';
  return { ...entry, state: isOpen ? 'importing' : endings[row.status as keyof typeof endings], percent: 10 + row.percent * 0.9, stage: row.error?.message ?? row.stage, result: row };
}

const pause = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  const timer = setTimeout(resolve, POLL_MS);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  }, { once: true });
});

/** Sends reports one after another and follows their imports until they end. */
export function useImports(fields: Readonly<Record<string, string>>) {
  const client = useQueryClient();
  const [entries, setEntries] = useState<readonly ImportEntry[]>([]);
  const controllers = useRef(new Map<string, AbortController>());
  const put = (key: string, change: (entry: ImportEntry) => ImportEntry): void => setEntries((all) => all.map((entry) => (entry.key === key ? change(entry) : entry)));
  useEffect(() => {
    const running = controllers.current;
    return () => {
      for (const controller of running.values()) controller.abort();
    };
  }, []);

  const run = async (key: string, file: File): Promise<void> => {
    const controller = new AbortController();
    controllers.current.set(key, controller);
    const { signal } = controller;
    try {
      let row = await importReport(file, { fields, signal, onProgress: (done) => put(key, (entry) => ({ ...entry, percent: done * 10 })) });
      for (;;) {
        const now = row;
        put(key, (entry) => toEntry(entry, now));
        if ((row.status !== 'queued' && row.status !== 'running') || signal.aborted) break;
        await pause(signal);
        row = await getImport(row.id);
      }
      void client.invalidateQueries({ queryKey: secopsKeys.all });
    } catch (error) {
      if (!signal.aborted) put(key, (entry) => ({ ...entry, state: 'failed', stage: describeError(error).title }));
    }
  };

  const add = async (files: readonly File[]): Promise<void> => {
    const added = files.map((file) => ({ key: crypto.randomUUID(), file }));
    setEntries((all) => [...all, ...added.map(({ key, file }) => ({ key, name: file.name, state: 'sending' as const, percent: 0, stage: 'Sending', result: null }))]);
    for (const { key, file } of added) await run(key, file);
  };

  const cancel = async (entry: ImportEntry): Promise<void> => {
    if (entry.result === null) controllers.current.get(entry.key)?.abort();
    else await cancelImport(entry.result.id).catch(() => undefined);
    if (entry.result === null) put(entry.key, (current) => ({ ...current, state: 'cancelled', stage: 'Cancelled' }));
  };

  return { entries, add, cancel, clear: () => setEntries([]) };
}
