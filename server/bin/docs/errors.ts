import { errorCatalogue } from '../../src/platform/errors/index.ts';
import { generated, table } from './markdown.ts';

/** `docs/reference/errors.md`: the catalogue as the modules declare it. */
export function errorsPage(): string {
  const rows = errorCatalogue().map(({ code, status, message }) => [`\`${code}\``, String(status), message]);
  return `${generated}# Errors\n\nA code means one thing in the whole server. Each guide prints it in its own shape; some print another name for the same code.\n\n${table(['Code', 'Status', 'Message'], rows)}`;
}
