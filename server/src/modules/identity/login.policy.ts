import type { Backoff } from './attempt.repository.ts';

const hour = 3600;
const quarter = 900;

/** Five wrong passwords for one account are free, then 1 s, 2 s, 4 s … up to 15 minutes between tries. */
export const accountBackoff: Backoff = { subject: 'account', free: 5, longestSeconds: quarter, forgetAfterSeconds: hour };

/** One address may be wrong more often, since many people can share it. */
export const addressBackoff: Backoff = { subject: 'address', free: 20, longestSeconds: quarter, forgetAfterSeconds: hour };
