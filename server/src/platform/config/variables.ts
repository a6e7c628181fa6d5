import { z } from 'zod';

/** What a variable is for, as printed in `docs/reference/config.md`. */
interface VariableFacts {
  readonly about: string;
  /** Guides that name it; empty for Bulwark's own. */
  readonly guides: readonly string[];
  readonly secret?: boolean;
}

/** One environment variable: its rule and its documentation. */
export interface Variable<S extends z.ZodType = z.ZodType> extends VariableFacts {
  readonly rule: S;
}

function variable<S extends z.ZodType>(rule: S, about: string, guides = ''): Variable<S> {
  return { rule, about, guides: guides === '' ? [] : guides.split(' ') };
}

/** As {@link variable}; its value is never printed. */
function secret<S extends z.ZodType>(rule: S, about: string, guides = ''): Variable<S> {
  return { ...variable(rule, about, guides), secret: true };
}

const port = z.coerce.number().int().min(0).max(65_535);
const httpUrl = z.url({ protocol: /^https?$/ });
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const redisUrl = z.url({ protocol: /^rediss?$/ });
const text = z.string().min(1);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const list = z.string().transform((value) => value.split(',').map((item) => item.trim()).filter((item) => item !== ''));
const origin = z.string().transform((value) => value.replace(/\/$/, '')).refine((value) => /^[a-z][a-z0-9+.-]*:\/\/[^/?#@*\s]+$/i.test(value), {
  error: ({ input }) => `${String(input)} is no origin such as https://app.example.org; each must be named, because callers send credentials`,
});
const origins = list.pipe(z.array(origin));
const contractNames = ['scorpius', 'scorpius-x', 'scorpius-v1', 'tradeflow', 'ops', 'console'] as const;
const contracts = list.pipe(z.array(z.enum(contractNames)).min(1));
const encryptionKey = z.string().min(16).refine((key) => key !== 'your_encryption_key', 'is the example value of the guide');
const secretKey = z.string().min(16);

/** Every variable Bulwark reads, by the name its guide gives it. Sorted by subject; `docs/reference/config.md` is made from this. */
export const variables = {
  DATA_DIR: variable(text.default('./data'), 'Folder for the embedded database, stored files and generated secrets'),
  HOST: variable(text.default('127.0.0.1'), 'Address to listen on; 0.0.0.0 for all interfaces'),
  PORT: variable(port.default(8000), 'Main port; 0 takes a free one'),
  SCANNER_PORT: variable(port.default(8001), 'Second address of guide scorpius (scanner); 0 turns it off'),
  MEMPOOL_PORT: variable(port.default(8002), 'Third address of guide scorpius (mempool); 0 turns it off'),
  MEV_PORT: variable(port.default(8003), 'Fourth address of guide scorpius (MEV); 0 turns it off'),
  CONTRACTS: variable(contracts.default([...contractNames]), 'Comma-separated contracts to serve'),
  LOG_LEVEL: variable(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'), 'Least severe log line to print'),
  ENV: variable(text.default('production'), 'Name of the environment, shown in status answers', 'scorpius-v1'),
  TRUST_PROXY: variable(flag.default(false), 'Take the caller address and protocol from X-Forwarded-* headers'),
  ADMIN_PASSWORD: secret(z.string().min(8).optional(), 'Password of the first administrator `admin`; random and printed once when absent'),
  ADMIN_EMAIL: variable(z.email().default('admin@bulwark.local'), 'E-mail of the first administrator'),

  REGISTRATION: variable(z.enum(['open', 'closed']).default('closed'), 'open lets people make accounts of their own (role user); otherwise administrators make them'),

  DATABASE_URL: secret(postgresUrl.optional(), 'PostgreSQL 15 or later; the embedded PostgreSQL 18 when absent', 'scorpius tradeflow ops'),
  REDIS_URL: secret(redisUrl.optional(), 'Redis or Valkey for events and rate limits between many processes', 'scorpius tradeflow ops'),

  JWT_SECRET_KEY: secret(secretKey.optional(), 'Signs access tokens; generated into the data folder when absent', 'scorpius'),
  JWT_SECRET: secret(secretKey.optional(), 'Same as JWT_SECRET_KEY, by the name guide ops uses', 'ops'),
  API_SECRET_KEY: secret(secretKey.optional(), 'Same as JWT_SECRET_KEY, by the name guide tradeflow uses', 'tradeflow'),
  JWT_ALGORITHM: variable(z.enum(['HS256', 'HS384', 'HS512']).default('HS256'), 'Signature algorithm of access tokens; no other is accepted', 'ops'),
  JWT_EXPIRATION_HOURS: variable(z.coerce.number().positive().max(720).default(24), 'Life of an access token in hours', 'ops'),
  ENCRYPTION_KEY: secret(encryptionKey.optional(), 'Encrypts stored secrets (AES-256-GCM); generated into the data folder when absent', 'scorpius'),
  ENCRYPTION_KEYS_OLD: secret(list.optional(), 'Earlier encryption keys, comma-separated, still accepted for reading during a rotation'),
  ALLOWED_ORIGINS: variable(origins.optional(), 'Browser origins that may call with credentials', 'ops'),
  CORS_ORIGINS: variable(origins.optional(), 'Same as ALLOWED_ORIGINS, by the name guide tradeflow uses; the lists are joined', 'tradeflow'),
  RATE_LIMIT_PER_MINUTE: variable(z.coerce.number().int().positive().default(1000), 'Requests a caller may make per minute where a guide sets no limit of its own'),
  ALLOW_PRIVATE_TARGETS: variable(flag.default(false), 'Let user-given URLs point at private addresses (tests and closed networks only)'),

  STORAGE_TYPE: variable(z.enum(['local', 's3']).default('local'), 'Where uploaded files live', 'ops'),
  STORAGE_PATH: variable(text.optional(), 'Folder of stored files; `files` in the data folder when absent', 'ops'),
  AWS_S3_BUCKET: variable(text.optional(), 'Bucket of stored files when STORAGE_TYPE is s3', 'ops'),
  AWS_S3_ENDPOINT: variable(httpUrl.optional(), 'S3-compatible endpoint instead of AWS'),
  AWS_REGION: variable(text.default('us-east-1'), 'Region of the bucket'),
  AWS_ACCESS_KEY_ID: secret(text.optional(), 'Credentials of the bucket'),
  AWS_SECRET_ACCESS_KEY: secret(text.optional(), 'Credentials of the bucket'),
  AWS_COST_EXPLORER: variable(flag.default(false), 'Read costs from AWS Cost Explorer with the AWS credentials; AWS charges for every request'),
  AWS_COST_EXPLORER_ENDPOINT: variable(httpUrl.optional(), 'Another server that speaks the protocol of AWS Cost Explorer'),
  UPLOAD_RETENTION_DAYS: variable(z.coerce.number().positive().default(30), 'Days after which uploaded sources that no scan kept are removed'),

  ETHEREUM_RPC_URL: secret(httpUrl.optional(), 'JSON-RPC node of Ethereum mainnet (chain 1)', 'scorpius'),
  POLYGON_RPC_URL: secret(httpUrl.optional(), 'JSON-RPC node of Polygon (chain 137)', 'scorpius'),
  BSC_RPC_URL: secret(httpUrl.optional(), 'JSON-RPC node of BNB Smart Chain (chain 56)', 'scorpius'),
  ETHERSCAN_API_KEY: secret(text.optional(), 'Key for verified sources from Etherscan', 'scorpius'),
  ETHERSCAN_API_URL: variable(httpUrl.default('https://api.etherscan.io/v2/api'), 'Etherscan-compatible API'),
  POLYGONSCAN_API_KEY: secret(text.optional(), 'Key for verified sources on Polygon, when it differs', 'scorpius'),
  SOLC_MIRROR_URL: variable(httpUrl.optional(), 'Mirror of Solidity compilers in the layout of solc-bin, such as https://binaries.soliditylang.org/bin, for releases that are not installed; each is checked against the SHA-256 in its list and kept in the data folder. Off when absent: the nearest installed release of the series is used and named'),
  SOURCIFY_URL: variable(httpUrl.optional(), 'Sourcify server for verified sources, such as https://sourcify.dev/server'),

  TELEGRAM_BOT_TOKEN: secret(text.optional(), 'Bot that sends notifications', 'scorpius'),
  TELEGRAM_CHAT_ID: variable(text.optional(), 'Chat that the bot writes to'),
  TELEGRAM_API_URL: variable(httpUrl.default('https://api.telegram.org'), 'Telegram Bot API, or a server of your own that speaks it'),
  SLACK_WEBHOOK_URL: secret(httpUrl.optional(), 'Incoming webhook for notifications', 'scorpius'),
  DISCORD_WEBHOOK_URL: secret(httpUrl.optional(), 'Webhook for notifications', 'scorpius'),
  SMTP_HOST: variable(text.optional(), 'Mail server for notifications and reports'),
  SMTP_PORT: variable(port.default(587), 'Port of the mail server'),
  SMTP_SECURE: variable(flag.default(false), 'TLS from the first byte (port 465); otherwise STARTTLS when the server offers it'),
  SMTP_USER: variable(text.optional(), 'User of the mail server'),
  SMTP_PASSWORD: secret(text.optional(), 'Password of that user'),
  SMTP_FROM: variable(text.default('Bulwark <bulwark@localhost>'), 'Sender of mails'),
  NOTIFICATION_EMAILS: variable(list.pipe(z.array(z.email())).optional(), 'Comma-separated addresses that notifications go to'),
  JIRA_API_URL: variable(httpUrl.optional(), 'Jira Cloud site; used when a token and JIRA_PROJECT_KEY are set too', 'ops'),
  JIRA_API_TOKEN: secret(text.optional(), 'Jira API token', 'ops'),
  JIRA_EMAIL: variable(z.email().optional(), 'Account the token belongs to; without it the token is sent as a bearer token'),
  JIRA_PROJECT_KEY: variable(z.string().regex(/^[A-Z][A-Z0-9_]+$/).optional(), 'Project in which incidents become issues, such as OPS'),
  JIRA_ISSUE_TYPE: variable(text.default('Task'), 'Type of the issues that are made'),
  JIRA_WEBHOOK_SECRET: secret(secretKey.optional(), 'Secret of the Jira webhook; signs its body in X-Hub-Signature'),
  SUPABASE_URL: variable(httpUrl.optional(), 'Supabase project', 'tradeflow'),
  SUPABASE_ANON_KEY: secret(text.optional(), 'Public key of the Supabase project', 'tradeflow'),
  SUPABASE_SERVICE_ROLE_KEY: secret(text.optional(), 'Service key of the Supabase project', 'tradeflow'),
  STRIPE_SECRET_KEY: secret(text.optional(), 'Stripe secret key', 'tradeflow'),
  STRIPE_WEBHOOK_SECRET: secret(text.optional(), 'Secret that signs Stripe webhooks', 'tradeflow'),

  VITE_API_BASE_URL: variable(text.optional(), 'Read by the published clients, not by the server: point it at this server', 'scorpius-x ops'),
  VITE_WS_BASE_URL: variable(text.optional(), 'Read by the published client, not by the server', 'scorpius-x'),
  VITE_WS_URL: variable(text.optional(), 'Read by the published client, not by the server', 'ops'),
  VITE_MOCK_API: variable(text.optional(), 'Read by the published client, not by the server: false uses this server', 'ops'),
  VITE_BACKEND_MODE: variable(z.enum(['python', 'express', 'mock']).optional(), 'Read by the published client, not by the server: python uses this server', 'scorpius-v1'),
  VITE_PYTHON_API_URL: variable(text.optional(), 'Read by the published client, not by the server', 'scorpius-v1'),
  VITE_PYTHON_WS_URL: variable(text.optional(), 'Read by the published client, not by the server', 'scorpius-v1'),
  VITE_PYTHON_API_TOKEN: secret(text.optional(), 'Read by the published client: put a Bulwark API token here; an access token works too', 'scorpius-v1'),
  PYTHONPATH: variable(text.optional(), 'Named in the guide\'s compose file; has no meaning for this server', 'scorpius-v1'),
} as const satisfies Record<string, Variable>;

/** Name of a variable that Bulwark reads. */
export type VariableName = keyof typeof variables;
