export type { Contract, Live } from './contract.ts';
export { invalidFields, type Dialect, type InvalidField, type JsonSchema, type ReplyMeta } from './dialect.ts';
export { endpoint, publicEndpoint, splitLine, type Cookie, type Effects, type Endpoint, type Input, type Line, type Method } from './endpoint.ts';
export { FileBody, type InputFile } from './files.ts';
export type { Modules } from './modules.ts';
export { planned } from './planned.ts';
