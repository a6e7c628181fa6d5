/** What the kernel asks of the host: cold state, block hashes, curve precompiles, and whether to go on. */

/** Fills the account record at `record`; 0 absent, 1 present, 2 not available yet (suspend). */
@external('env', 'account')
export declare function hostAccount(address: usize, record: usize): i32;

/** Fills the slot value at `value`; 2 when not available yet. */
@external('env', 'storage')
export declare function hostStorage(address: usize, slot: usize, value: usize): i32;

/** Allocates with `newCode` and fills it; returns the code pointer, 0 when not available yet. */
@external('env', 'code')
export declare function hostCode(address: usize, hash: usize): usize;

/** The hash of an ancestor block to `out`; 2 when not available yet. */
@external('env', 'blockHash')
export declare function hostBlockHash(number: f64, out: usize): i32;

/** Runs precompile `id`; gas used, or a negative number on failure. Output goes through `reserveReturn`. */
@external('env', 'precompile')
export declare function hostPrecompile(id: u32, input: usize, length: u32, gas: f64): f64;

/** Called now and then; non-zero is the fault that ends the run. */
@external('env', 'poll')
export declare function hostPoll(): i32;
