import type { Technique } from '../secops.types.ts';

/** A layer of the ATT&CK Navigator, format 4.5. Source: github.com/mitre-attack/attack-navigator, layers/LAYERFORMATv4_5.md. */
export interface Layer {
  readonly name: string;
  readonly versions: { readonly attack: string; readonly navigator: string; readonly layer: '4.5' };
  readonly domain: 'enterprise-attack';
  readonly description: string;
  readonly techniques: readonly LayerTechnique[];
  readonly gradient: { readonly colors: readonly string[]; readonly minValue: number; readonly maxValue: number };
  readonly legendItems: readonly { readonly label: string; readonly color: string }[];
  readonly showTacticRowBackground: boolean;
  readonly selectTechniquesAcrossTactics: boolean;
  readonly selectSubtechniquesWithParent: boolean;
  readonly hideDisabled: boolean;
}

interface LayerTechnique {
  readonly techniqueID: string;
  readonly score: number;
  readonly comment: string;
  readonly enabled: true;
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
  readonly showSubtechniques: boolean;
}

function toLayerTechnique({ id, detectionCount, findingCount, lastDetected, isSubtechnique }: Technique): LayerTechnique {
  const metadata = [
    { name: 'detections', value: String(detectionCount) },
    { name: 'open vulnerabilities', value: String(findingCount) },
    ...(lastDetected === null ? [] : [{ name: 'last detected', value: lastDetected.toISOString() }]),
  ];
  return { techniqueID: id, score: detectionCount + findingCount, comment: `${detectionCount} detections, ${findingCount} open vulnerabilities`, enabled: true, metadata, showSubtechniques: isSubtechnique };
}

/** A layer of the techniques that were detected or that an open vulnerability leads to; the score counts both. */
export function toLayer(techniques: readonly Technique[], attackVersion: number): Layer {
  const shown = techniques.filter(({ detectionCount, findingCount }) => detectionCount + findingCount > 0).map(toLayerTechnique);
  return {
    name: 'Bulwark coverage',
    versions: { attack: String(attackVersion), navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: 'Detections and open vulnerabilities by technique, as Bulwark knows them.',
    techniques: shown,
    gradient: { colors: ['#fff7b3', '#ff6666'], minValue: 0, maxValue: Math.max(1, ...shown.map(({ score }) => score)) },
    legendItems: [{ label: 'score: detections and open vulnerabilities', color: '#ff6666' }],
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
    hideDisabled: false,
  };
}
