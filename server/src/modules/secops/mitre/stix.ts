import { z } from 'zod';

const reference = z.looseObject({ source_name: z.string().optional(), external_id: z.string().optional() });
const object = z.looseObject({
  type: z.string(),
  description: z.string().optional(),
  revoked: z.boolean().optional(),
  x_mitre_deprecated: z.boolean().optional(),
  external_references: z.array(reference).optional(),
});
const bundle = z.looseObject({ type: z.literal('bundle'), objects: z.array(object).max(200_000) });

/** A description by its ATT&CK id. */
export interface Described {
  readonly id: string;
  readonly description: string;
}

const described = new Set(['attack-pattern', 'x-mitre-tactic']);

/** Citations are notes of the source that mean nothing without its list of them. */
function readable(text: string): string {
  return text.replaceAll(/\(Citation: [^)]*\)/g, '').replaceAll(/\[([^\]]+)\]\(https?:[^)]*\)/g, '$1').trim().slice(0, 20_000);
}

/** Descriptions of tactics and techniques in a STIX 2.0 or 2.1 bundle; null when it is no bundle. Source: MITRE's attack-stix-data. */
export function readStix(document: unknown): readonly Described[] | null {
  const parsed = bundle.safeParse(document);
  if (!parsed.success) return null;
  return parsed.data.objects.flatMap(({ type, description, revoked, x_mitre_deprecated: isOld, external_references: references }) => {
    const id = references?.find(({ source_name: name }) => name === 'mitre-attack')?.external_id;
    const isMeant = described.has(type) && revoked !== true && isOld !== true && id !== undefined && /^(TA\d{4}|T\d{4}(\.\d{3})?)$/.test(id);
    return isMeant && description !== undefined && description !== '' ? [{ id, description: readable(description) }] : [];
  });
}
