/** Offsets shared with the AssemblyScript sources: account.ts, message.ts, environment.ts. */
export const ACCOUNT = {
  address: 0, nonce: 24, balance: 32, codeHash: 64, code: 96, flags: 100, generation: 116,
} as const;

export const ACCOUNT_FLAGS = { exists: 1, hasStorage: 2, wiped: 4, dirty: 8, missing: 16 } as const;

export const SLOT = { key: 0, value: 32, account: 96, generation: 108, dirty: 112, missing: 120 } as const;

export const CODE = { hash: 0, length: 32, bytes: 64 } as const;

export const MESSAGE = {
  sender: 0, to: 24, flags: 48, data: 52, dataLength: 56, access: 60, accessCount: 64, authorizations: 68,
  authorizationCount: 72, gas: 80, nonce: 88, value: 96, required: 128, upfront: 160, tip: 192,
} as const;

export const MESSAGE_FLAGS = {
  create: 1, skipNonce: 2, skipFunds: 4, skipEoa: 8, simulate: 16, keep: 32, bare: 64, noTip: 128,
} as const;

export const RESULT = {
  status: 0, detail: 4, gasUsed: 8, refund: 16, output: 24, outputLength: 28, logs: 32, logLength: 36, logCount: 40, created: 44,
} as const;

export const ENVIRONMENT = {
  coinbase: 0, timestamp: 32, number: 64, prevRandao: 96, gasLimit: 128, chainId: 160, baseFee: 192, blobBaseFee: 224,
  origin: 256, gasPrice: 288,
} as const;

/** Bits of `setTrace` (trace.ts). */
export const TRACE = { calls: 1, steps: 2, stack: 4, memory: 8, touches: 16, returnData: 32, count: 64 } as const;
