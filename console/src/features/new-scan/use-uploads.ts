import { useEffect, useReducer, useRef } from 'react';
import { describeError } from '../../api/errors.ts';
import { uploadFile } from '../../api/upload.ts';
import { refuse, type UploadEntry, uploadsReducer } from './uploads.ts';

interface Uploads {
  readonly entries: readonly UploadEntry[];
  add(files: Iterable<File>): void;
  remove(key: string): void;
}

/** Sends files as they are added; leaving the page stops what is under way. */
export function useUploads(): Uploads {
  const [entries, dispatch] = useReducer(uploadsReducer, []);
  const running = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const controller of all.values()) controller.abort();
    };
  }, []);

  function send(file: File): void {
    const key = crypto.randomUUID();
    dispatch({ kind: 'added', key, name: file.name, size: file.size });
    const problem = refuse(file);
    if (problem !== null) {
      dispatch({ kind: 'failed', key, problem });
      return;
    }
    const controller = new AbortController();
    running.current.set(key, controller);
    uploadFile(file, { signal: controller.signal, onProgress: (progress) => dispatch({ kind: 'progressed', key, progress }) })
      .then((upload) => dispatch({ kind: 'done', key, upload }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) dispatch({ kind: 'failed', key, problem: describeError(error).title });
      })
      .finally(() => running.current.delete(key));
  }

  return {
    entries,
    add: (files) => {
      for (const file of files) send(file);
    },
    remove: (key) => {
      running.current.get(key)?.abort();
      dispatch({ kind: 'removed', key });
    },
  };
}
