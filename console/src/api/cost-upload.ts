import { errorFromBody, offline } from './errors.ts';
import { API, request } from './http.ts';
import type { OpenedImport, StartedImport } from './types.ts';

async function sendPart(id: string, number: number, part: Blob): Promise<void> {
  const response = await fetch(`${API}/costs/imports/${id}/parts/${number}`, { method: 'PUT', body: part, credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream' } }).catch(() => {
    throw offline();
  });
  if (!response.ok) throw errorFromBody(response.status, await response.json().catch(() => undefined));
}

/** Sends a file part by part, so that its size does not matter, and has it imported. `onProgress` gets 0–1 of the bytes sent. */
export async function importCosts(file: File, { mode, onProgress }: { mode: 'add' | 'replace'; onProgress: (done: number) => void }): Promise<StartedImport> {
  const { id, partBytes } = await request<OpenedImport>('/costs/imports', { method: 'POST', body: { filename: file.name, size: file.size, mode } });
  for (let number = 0; number * partBytes < file.size; number += 1) {
    await sendPart(id, number, file.slice(number * partBytes, (number + 1) * partBytes));
    onProgress(Math.min(1, ((number + 1) * partBytes) / file.size));
  }
  return await request<StartedImport>(`/costs/imports/${id}/start`, { method: 'POST' });
}
