/** Layout of a transaction as TypeScript writes it, and of the result it reads (src/kernel/layout.ts). */

export const message = memory.data(320, 16);
export const M_SENDER: usize = 0;
export const M_TO: usize = 24;
export const M_FLAGS: usize = 48;
export const M_DATA: usize = 52;
export const M_DATA_LEN: usize = 56;
export const M_ACCESS: usize = 60;
export const M_ACCESS_COUNT: usize = 64;
export const M_AUTH: usize = 68;
export const M_AUTH_COUNT: usize = 72;
export const M_GAS: usize = 80; // i64
export const M_NONCE: usize = 88; // u64
export const M_VALUE: usize = 96;
export const M_REQUIRED: usize = 128; // balance the sender must have
export const M_UPFRONT: usize = 160; // taken before the run
export const M_TIP: usize = 192; // to the coinbase, per gas

export const IS_CREATE: u32 = 1;
export const SKIP_NONCE: u32 = 2;
export const SKIP_FUNDS: u32 = 4;
export const SKIP_EOA: u32 = 8;
/** Take everything back at the end; only the result stays. */
export const SIMULATE: u32 = 16;
/** Keep the undo information, because a snapshot is held. */
export const KEEP: u32 = 32;
/** No intrinsic gas, fees, nonce or refund: a system call or a bare message. */
export const BARE: u32 = 64;
/** Do not pay the coinbase. */
export const NO_TIP: u32 = 128;

export const result = memory.data(64, 16);
export const X_STATUS: usize = 0;
export const X_DETAIL: usize = 4;
export const X_GAS_USED: usize = 8; // i64, after refunds
export const X_REFUND: usize = 16; // i64, gas given back
export const X_OUT: usize = 24;
export const X_OUT_LEN: usize = 28;
export const X_LOGS: usize = 32;
export const X_LOG_LEN: usize = 36;
export const X_LOG_COUNT: usize = 40;
export const X_CREATED: usize = 44; // 20 bytes
