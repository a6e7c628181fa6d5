/** How a run ended; numbers as in assembly/status.ts. */
export const STATUS = {
  success: 0,
  revert: 1,
  outOfGas: 2,
  stackUnderflow: 3,
  stackOverflow: 4,
  invalidJump: 5,
  invalidOpcode: 6,
  writeProtection: 7,
  returnDataOutOfBounds: 8,
  callDepth: 9,
  insufficientBalance: 10,
  addressCollision: 11,
  codeSize: 12,
  invalidCode: 13,
  codeStoreOutOfGas: 14,
  initCodeSize: 15,
  gasOverflow: 16,
  nonceOverflow: 17,
  precompileFailure: 18,
  sstoreSentry: 19,
  memoryCap: 32,
  stepCap: 33,
  aborted: 34,
  suspended: 35,
  timeCap: 36,
  nonceTooLow: 64,
  nonceTooHigh: 65,
  nonceMax: 66,
  senderNotEoa: 67,
  insufficientFunds: 68,
  intrinsicGasTooLow: 69,
  floorGasTooLow: 70,
} as const;

/** Name of a status. */
export type StatusName = keyof typeof STATUS;

const NAMES = new Map<number, StatusName>(
  (Object.entries(STATUS) as [StatusName, number][]).map(([name, code]) => [code, name]),
);

export function statusName(code: number): StatusName {
  const name = NAMES.get(code);
  if (name === undefined) throw new RangeError(`unknown status ${code}`);
  return name;
}

/** Whether the run was stopped from outside (cap, abort, missing state) rather than by the program. */
export function isFault(code: number): boolean {
  return code >= 32 && code < 64;
}

/** Whether the transaction was not valid, so that nothing ran. */
export function isInvalid(code: number): boolean {
  return code >= 64;
}
