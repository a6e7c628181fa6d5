/** Layout of an account record. Records never move, so a pointer identifies an account for the life of the tables. */

export const A_ADDRESS: usize = 0; // 20 bytes
export const A_NONCE: usize = 24; // u64
export const A_BALANCE: usize = 32; // cell
export const A_CODE_HASH: usize = 64; // 32 bytes, big-endian; the empty hash for accounts without code
export const A_CODE: usize = 96; // pointer to the code record, 0 while not loaded
export const A_FLAGS: usize = 100; // u32
export const A_WARM_TX: usize = 104; // u32, transaction that warmed it
export const A_CREATED_TX: usize = 108; // u32, transaction that created it
export const A_DESTROYED_TX: usize = 112; // u32, transaction that marked it for destruction
export const A_GENERATION: usize = 116; // u32, bumped when the storage is wiped
export const A_HASH: usize = 120; // u32
export const A_SIZE: usize = 128;

export const F_EXISTS: u32 = 1;
export const F_HAS_STORAGE: u32 = 2; // the cold state holds at least one slot
export const F_WIPED: u32 = 4; // cold storage no longer counts
export const F_MISSING: u32 = 16; // a placeholder: the host does not hold the account yet
export const F_DIRTY: u32 = 8; // differs, or once differed, from the cold state

/** Layout of a storage slot record. */
export const S_KEY: usize = 0; // cell
export const S_VALUE: usize = 32; // cell
export const S_ORIGINAL: usize = 64; // cell, value at the start of S_ORIGINAL_TX
export const S_ACCOUNT: usize = 96;
export const S_WARM_TX: usize = 100;
export const S_ORIGINAL_TX: usize = 104;
export const S_GENERATION: usize = 108;
export const S_DIRTY: usize = 112;
export const S_HASH: usize = 116;
export const S_MISSING: usize = 120; // a placeholder: the host does not hold the slot yet
export const S_SIZE: usize = 128;

/** Layout of a transient slot record (EIP-1153). */
export const T_KEY: usize = 0;
export const T_VALUE: usize = 32;
export const T_ACCOUNT: usize = 64;
export const T_TX: usize = 68;
export const T_HASH: usize = 72;
export const T_SIZE: usize = 80;

/** Layout of a code record; the bytes start at C_BYTES, zero padding and the jump map follow. */
export const C_HASH: usize = 0;
export const C_LENGTH: usize = 32;
export const C_MAP: usize = 36; // pointer to the jump map, 0 before the first run
export const C_TARGET: usize = 40; // 1 when the code is an EIP-7702 delegation, 2 EOF, 0 else
export const C_BYTES: usize = 64;
/** Zeros behind the code: PUSH32 at the very end and a STOP. */
export const CODE_PADDING: u32 = 64;
