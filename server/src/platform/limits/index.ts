export { addressKey } from './address-key.ts';
export { createLimiter, type LimiterOptions } from './create-limiter.ts';
export { createRedisSync } from './redis-sync.ts';
export type { CountDelta, Limiter, LimiterSync, LimitResult, LimitRule } from './types.ts';
