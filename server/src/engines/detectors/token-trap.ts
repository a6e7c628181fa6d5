import type { Categories } from '../findings.ts';

/** What all traps of tokens have in common. */
export const TOKEN_TRAP: Categories = { swc: [], dasp: [10], cwe: ['CWE-506'], owasp: ['SC01:2025', 'SC01:2026'] };

export const TOKEN_REFERENCES = ['https://eips.ethereum.org/EIPS/eip-20', 'https://cwe.mitre.org/data/definitions/506.html'];

/** Said of every property that a holder must know of and that need not be meant badly. */
export const TOKEN_PROPERTY = 'This is a power of whoever runs the token. It may have a reason; who holds the token depends on how it is used.';
