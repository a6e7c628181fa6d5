/** How a frame or a transaction ended. The numbers are part of the interface with TypeScript (src/kernel/status.ts). */

export const OK: i32 = 0;
export const REVERT: i32 = 1;
export const OUT_OF_GAS: i32 = 2;
export const STACK_UNDERFLOW: i32 = 3;
export const STACK_OVERFLOW: i32 = 4;
export const INVALID_JUMP: i32 = 5;
export const INVALID_OPCODE: i32 = 6;
export const WRITE_PROTECTION: i32 = 7;
export const RETURN_DATA_OUT_OF_BOUNDS: i32 = 8;
export const DEPTH: i32 = 9;
export const BALANCE: i32 = 10;
export const COLLISION: i32 = 11;
export const CODE_SIZE: i32 = 12;
export const INVALID_CODE: i32 = 13;
export const CODE_STORE_OUT_OF_GAS: i32 = 14;
export const INITCODE_SIZE: i32 = 15;
export const GAS_OVERFLOW: i32 = 16;
export const NONCE_OVERFLOW: i32 = 17;
export const PRECOMPILE_FAILURE: i32 = 18;
export const SSTORE_SENTRY: i32 = 19;

/** Faults end the whole run, not only a frame; nothing of the run stays in the state. */
export const FAULT_MEMORY: i32 = 32;
export const FAULT_STEPS: i32 = 33;
export const FAULT_ABORTED: i32 = 34;
export const FAULT_SUSPENDED: i32 = 35;
export const FAULT_TIME: i32 = 36;

/** Reasons why a transaction is invalid; it leaves no trace in the state. */
export const TX_NONCE_LOW: i32 = 64;
export const TX_NONCE_HIGH: i32 = 65;
export const TX_NONCE_MAX: i32 = 66;
export const TX_SENDER_NOT_EOA: i32 = 67;
export const TX_FUNDS: i32 = 68;
export const TX_INTRINSIC_GAS: i32 = 69;
export const TX_FLOOR_GAS: i32 = 70;
