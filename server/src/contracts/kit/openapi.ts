import { z } from 'zod';
import type { Contract } from './contract.ts';
import type { JsonSchema } from './dialect.ts';
import type { Endpoint } from './endpoint.ts';

type Io = 'input' | 'output';

/** JSON Schema of a zod schema; what JSON cannot say (files, custom checks) becomes "anything". */
export function jsonSchema(schema: z.ZodType, io: Io): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}

/** The path with `{id}`, as OpenAPI writes it. */
function openApiPath(path: string): string {
  return path.replace(/:([A-Za-z_]+)/g, '{$1}');
}

function propertiesOf(schema: z.ZodType | undefined): readonly { name: string; schema: unknown; isRequired: boolean }[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, unknown>; required?: readonly string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, schema: property, isRequired: required.includes(name) }));
}

function parametersOf(endpoint: Endpoint): readonly unknown[] {
  const described = new Map(propertiesOf(endpoint.params).map((property) => [property.name, property.schema]));
  const names = [...openApiPath(endpoint.path).matchAll(/\{([A-Za-z_]+)\}/g)].map(([, name = '']) => name);
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: described.get(name) ?? { type: 'string' } }));
  const inQuery = propertiesOf(endpoint.query).map(({ name, schema, isRequired }) => ({ name, in: 'query', required: isRequired, schema }));
  return [...inPath, ...inQuery];
}

function requestBodyOf(endpoint: Endpoint): unknown {
  if (endpoint.consumes === 'raw') return { required: true, content: { '*/*': { schema: {} } } };
  if (endpoint.body === undefined && endpoint.consumes !== 'multipart') return undefined;
  const schema = endpoint.body === undefined ? { type: 'object' } : jsonSchema(endpoint.body, 'input');
  if (endpoint.consumes !== 'multipart') return { required: true, content: { 'application/json': { schema } } };
  const files = { type: 'string', format: 'binary', description: 'One or more files' };
  return { required: true, content: { 'multipart/form-data': { schema: { allOf: [schema, { type: 'object', properties: { file: files } }] } } } };
}

const failure = { description: 'Failure', content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } } };

function successOf(endpoint: Endpoint, contract: Contract): Record<string, unknown> {
  if (!endpoint.isBuilt) return { 501: { ...failure, description: 'Declared, not built yet' } };
  const status = String(endpoint.status ?? 200);
  if (status === '204') return { 204: { description: 'Done' } };
  if (endpoint.reply instanceof z.ZodCustom) return { [status]: { description: 'A file', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } };
  const data = jsonSchema(endpoint.reply, 'output');
  const schema = endpoint.isBare === true ? data : contract.dialect.envelope(data);
  return { [status]: { description: 'Success', content: { 'application/json': { schema } } } };
}

function operationOf(endpoint: Endpoint, contract: Contract): unknown {
  const parameters = parametersOf(endpoint);
  const requestBody = requestBodyOf(endpoint);
  return {
    summary: endpoint.summary,
    tags: [endpoint.guide.split(' ').find((guide) => guide.startsWith(`${contract.name}#`)) ?? endpoint.guide],
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody !== undefined && { requestBody }),
    responses: { ...successOf(endpoint, contract), default: failure },
    security: endpoint.access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }, { apiKey: [] }],
    ...(endpoint.permission !== null && { 'x-permission': endpoint.permission }),
    ...(!endpoint.isBuilt && { 'x-built': false }),
  };
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'Access token or API token' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'session_token' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
};

/** A contract as OpenAPI 3.1, every reply inside the dialect's envelope. */
export function openApi(contract: Contract): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of contract.endpoints) {
    const path = openApiPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint, contract) };
  }
  return {
    openapi: '3.1.0',
    info: { title: contract.title, version: '1', summary: `Bulwark as guide ${contract.name} speaks it` },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: { Failure: contract.dialect.failureSchema }, securitySchemes },
  };
}

/** A guide's contract with the paths it shares with others, as its OpenAPI file lists them. */
export function withShared(contract: Contract, shared: readonly Contract[]): Contract {
  const common = shared.flatMap(({ endpoints }) => endpoints).filter(({ guide }) => guide.split(' ').some((name) => name.startsWith(`${contract.name}#`)));
  return { ...contract, endpoints: [...contract.endpoints, ...common] };
}
