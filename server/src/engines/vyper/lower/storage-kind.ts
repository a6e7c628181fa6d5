import type { Expression } from '../syntax/nodes.ts';

/** What the words around a variable's type say about it. */
export interface StorageKind {
  type: Expression;
  isPublic: boolean;
  isConstant: boolean;
  isImmutable: boolean;
  isTransient: boolean;
}

/** Takes `public(…)`, `constant(…)`, `immutable(…)`, `transient(…)` and `reentrant(…)` off a type. */
export function unwrapType(annotation: Expression): StorageKind {
  const kind: StorageKind = { type: annotation, isPublic: false, isConstant: false, isImmutable: false, isTransient: false };
  for (;;) {
    const { type } = kind;
    const [inner] = type.type === 'Call' ? type.args : [];
    if (type.type !== 'Call' || type.callee.type !== 'Name' || !inner || !mark(kind, type.callee.name)) return kind;
    kind.type = inner;
  }
}

function mark(kind: StorageKind, word: string): boolean {
  switch (word) {
    case 'public':
      kind.isPublic = true;
      return true;
    case 'constant':
      kind.isConstant = true;
      return true;
    case 'immutable':
      kind.isImmutable = true;
      return true;
    case 'transient':
      kind.isTransient = true;
      return true;
    default:
      return word === 'reentrant' || word === 'modifying';
  }
}
