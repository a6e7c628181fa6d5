import type { Instruction, PathKey, StoragePath } from './instructions.ts';

function pathOperands(path: StoragePath): Instruction[] {
  const keys = path.keys.flatMap((key) => (key.kind === 'index' ? [key.value] : []));
  return path.pointer ? [path.pointer, ...keys] : keys;
}

/** The values an instruction reads. */
export function operandsOf(instruction: Instruction): Instruction[] {
  switch (instruction.kind) {
    case 'load':
    case 'reference':
      return pathOperands(instruction.path);
    case 'store':
      return [...pathOperands(instruction.path), instruction.value];
    case 'unary':
      return [instruction.operand];
    case 'binary':
      return [instruction.left, instruction.right];
    case 'phi':
      return instruction.inputs;
    case 'tuple':
    case 'allocate':
      return instruction.items;
    case 'emit':
      return instruction.args;
    case 'call':
      return [instruction.target, ...instruction.args, instruction.value, instruction.gas].filter((value) => value !== null);
    default:
      return simpleOperands(instruction);
  }
}

function simpleOperands(instruction: Instruction): Instruction[] {
  switch (instruction.kind) {
    case 'convert':
      return [instruction.value];
    case 'member':
      return [instruction.object];
    case 'index':
      return [instruction.object, instruction.index];
    case 'update':
      return [instruction.object, instruction.value, ...(instruction.key.kind === 'index' ? [instruction.key.value] : [])];
    case 'item':
      return [instruction.tuple];
    default:
      return [];
  }
}

type Replace = (value: Instruction) => Instruction;

function replaceInKey(key: PathKey, replace: Replace): void {
  if (key.kind === 'index') key.value = replace(key.value);
}

function replaceInPath(path: StoragePath, replace: Replace): void {
  if (path.pointer) path.pointer = replace(path.pointer);
  for (const key of path.keys) replaceInKey(key, replace);
}

/** Rewrites every operand in place. */
export function replaceOperands(instruction: Instruction, replace: Replace): void {
  switch (instruction.kind) {
    case 'load':
    case 'reference':
      return replaceInPath(instruction.path, replace);
    case 'store':
      replaceInPath(instruction.path, replace);
      instruction.value = replace(instruction.value);
      return;
    case 'unary':
      instruction.operand = replace(instruction.operand);
      return;
    case 'binary':
      instruction.left = replace(instruction.left);
      instruction.right = replace(instruction.right);
      return;
    case 'phi':
      instruction.inputs = instruction.inputs.map(replace);
      return;
    case 'tuple':
    case 'allocate':
      instruction.items = instruction.items.map(replace);
      return;
    default:
      replaceInOthers(instruction, replace);
  }
}

function replaceInOthers(instruction: Instruction, replace: Replace): void {
  switch (instruction.kind) {
    case 'emit':
      instruction.args = instruction.args.map(replace);
      break;
    case 'call':
      instruction.target = instruction.target && replace(instruction.target);
      instruction.value = instruction.value && replace(instruction.value);
      instruction.gas = instruction.gas && replace(instruction.gas);
      instruction.args = instruction.args.map(replace);
      break;
    case 'convert':
      instruction.value = replace(instruction.value);
      break;
    case 'member':
      instruction.object = replace(instruction.object);
      break;
    case 'index':
      instruction.object = replace(instruction.object);
      instruction.index = replace(instruction.index);
      break;
    case 'update':
      instruction.object = replace(instruction.object);
      instruction.value = replace(instruction.value);
      replaceInKey(instruction.key, replace);
      break;
    case 'item':
      instruction.tuple = replace(instruction.tuple);
      break;
    default:
      break;
  }
}
