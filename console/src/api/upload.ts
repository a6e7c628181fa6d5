import { API } from './http.ts';
import { errorFromBody, offline } from './errors.ts';
import type { Upload } from './types.ts';

/** Sends one file and tells how far it got, 0–1. XMLHttpRequest, because fetch does not report upload progress. */
export function uploadFile(file: File, { onProgress, signal }: { onProgress: (done: number) => void; signal: AbortSignal }): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `${API}/uploads`);
    xhr.responseType = 'json';
    xhr.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    xhr.addEventListener('load', () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(xhr.response as Upload);
      else reject(errorFromBody(xhr.status, xhr.response));
    });
    xhr.addEventListener('error', () => reject(offline()));
    xhr.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    const form = new FormData();
    form.append('file', file);
    xhr.send(form);
  });
}
