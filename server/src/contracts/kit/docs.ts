import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Contract } from './contract.ts';
import { openApi, withShared } from './openapi.ts';

const page = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'docs-page', name));

/**
 * Serves the reference to read: the page at `GET /docs`, the list of contracts at `GET /openapi`
 * and each contract, with the paths it shares with others, as OpenAPI 3.1 at `GET /openapi/<contract>.json`.
 */
export function registerDocs(app: FastifyInstance, contracts: readonly Contract[], shared: readonly Contract[]): void {
  const files = [
    { url: '/docs', type: 'text/html; charset=utf-8', content: page('page.html') },
    { url: '/docs/page.css', type: 'text/css; charset=utf-8', content: page('page.css') },
    { url: '/docs/page.js', type: 'text/javascript; charset=utf-8', content: page('page.js') },
  ];
  for (const { url, type, content } of files) app.get(url, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(content));
  const names = JSON.stringify(contracts.map(({ name, title }) => ({ name, title })));
  app.get('/openapi', (_request, reply) => reply.type('application/json; charset=utf-8').send(names));
  for (const contract of contracts) {
    let text: string | null = null;
    app.get(`/openapi/${contract.name}.json`, (_request, reply) => {
      text ??= JSON.stringify(openApi(withShared(contract, shared)));
      return reply.type('application/json; charset=utf-8').send(text);
    });
  }
}
