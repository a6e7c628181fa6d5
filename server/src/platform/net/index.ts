export { assertAllowedTarget, fetchText, netErrors, type FetchTextOptions } from './fetch-text.ts';
export { isPrivateAddress } from './private-addresses.ts';
