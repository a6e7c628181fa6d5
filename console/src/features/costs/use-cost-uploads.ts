import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { importCosts } from '../../api/cost-upload.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';

/** A file on its way to the server. */
export interface Sending {
  readonly key: string;
  readonly name: string;
  /** 0–1 of the bytes. */
  readonly done: number;
  readonly problem: string | null;
}

const MAX_BYTES = 1024 ** 3;

/** Why a file is not sent at all; null when it is. The server looks at the content itself. */
function refuse(file: File): string | null {
  if (file.size === 0) return 'The file is empty';
  return file.size > MAX_BYTES ? 'The file is larger than 1 GB: compress it with gzip, or split it' : null;
}

/** Sends files one after the other; what was refused stays to be read. */
export function useCostUploads(mode: 'add' | 'replace') {
  const client = useQueryClient();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const change = (key: string, next: Partial<Sending>): void => setSending((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const remove = (key: string): void => setSending((all) => all.filter((one) => one.key !== key));

  async function send(file: File): Promise<void> {
    const key = crypto.randomUUID();
    const problem = refuse(file);
    setSending((all) => [...all, { key, name: file.name, done: 0, problem }]);
    if (problem !== null) return;
    try {
      const { isNew } = await importCosts(file, { mode, onProgress: (done) => change(key, { done }) });
      if (!isNew) toast.info(`${file.name} is imported already`, { description: 'The same file counts once.' });
      remove(key);
    } catch (error) {
      const { title, detail } = describeError(error);
      change(key, { problem: detail === null ? title : `${title}: ${detail}` });
    }
    void client.invalidateQueries({ queryKey: keys.costs('imports', {}) });
  }

  return {
    sending,
    remove,
    async add(files: Iterable<File>): Promise<void> {
      // A browser empties the list of a drop once the event is over.
      const all = Array.from(files);
      for (const file of all) await send(file);
    },
  };
}
