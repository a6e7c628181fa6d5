/** Encrypts stored secrets with AES-256-GCM and key rotation. */
export { createSecretBox, type SecretBox, type SecretBoxOptions } from './secret-box.ts';
