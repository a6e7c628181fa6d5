import { type Variable, variables } from '../../src/platform/config/index.ts';
import { generated, table } from './markdown.ts';

function defaultOf({ rule }: Variable): string {
  const parsed = rule.safeParse(undefined);
  if (!parsed.success || parsed.data === undefined) return '';
  return `\`${Array.isArray(parsed.data) ? parsed.data.join(',') : String(parsed.data)}\``;
}

/** `docs/reference/config.md`: every variable that the server reads. */
export function configPage(): string {
  const rows = Object.entries<Variable>(variables).map(([name, variable]) => {
    const about = variable.secret === true ? `${variable.about} (secret)` : variable.about;
    return [`\`${name}\``, defaultOf(variable), about, variable.guides.join(', ')];
  });
  return `${generated}# Configuration\n\nAll of it by environment variables, all of it optional. A value that cannot work stops the start and names the variable.\n\n${table(['Variable', 'Default', 'What it does', 'Named by guide'], rows)}`;
}
