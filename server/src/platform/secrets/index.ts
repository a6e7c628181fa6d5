/** Encrypts stored secrets with AES-256-GCM and key rotation. */
export { createSecretBox } from './secret-box.ts';
