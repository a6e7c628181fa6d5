import { z } from 'zod';

/** Shapes of scans on the wire: what the console reads and sends. Times are UTC ISO 8601 with Z. */

export const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);
export const confidence = z.enum(['high', 'medium', 'low']);
const scanStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']);
const scanDepth = z.enum(['quick', 'full', 'deep']);
export const exportFormat = z.enum(['json', 'csv', 'sarif', 'pdf']);

const count = z.int().min(0);
const score = z.number().min(0).max(100);

const severityCounts = z.object({ critical: count, high: count, medium: count, low: count, info: count });

/** What a scan read, without the source text and without addresses of private nodes. */
const scanTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('source'), filename: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: z.uuid() }),
  z.object({ kind: z.literal('address'), address: z.string(), chainId: z.int() }),
]);

export const scanRow = z.object({
  id: z.uuid(),
  title: z.string(),
  target: scanTarget,
  depth: scanDepth,
  detectors: z.array(z.string()),
  /** Findings are tried by execution. */
  confirm: z.boolean(),
  status: scanStatus,
  percent: z.number().min(0).max(100),
  stage: z.string(),
  securityScore: score.nullable(),
  riskScore: score.nullable(),
  gasScore: score.nullable(),
  counts: severityCounts,
  fileCount: count,
  lineCount: count,
  isIncomplete: z.boolean(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  durationMs: z.number().nullable(),
});

const categories = z.object({
  swc: z.array(z.string()),
  dasp: z.array(z.number()),
  cwe: z.array(z.string()),
  owasp: z.array(z.string()),
});

/** One step on the way from an entry point to the fault. Lines are one-based and inclusive. */
const pathStep = z.object({ file: z.string(), startLine: z.int(), endLine: z.int(), note: z.string() });

const proofEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('balance'), account: z.string(), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('storage'), account: z.string(), slot: z.string(), variable: z.string().nullable(), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('destroyed'), account: z.string() }),
]);

/** One executed transaction. Wei and words are decimal text, calldata is complete. */
const proofStep = z.object({
  actor: z.enum(['deployer', 'victim', 'attacker', 'setup']), from: z.string().nullable(), to: z.string().nullable(), value: z.string(), calldata: z.string(),
  call: z.string(), succeeded: z.boolean(), result: z.string(), gasUsed: z.string(), effects: z.array(proofEffect),
});

const proof = z.object({
  evidence: z.string(), contract: z.string(), compiler: z.string(), rules: z.string(), assumptions: z.array(z.string()),
  accounts: z.array(z.object({ address: z.string(), role: z.string() })), steps: z.array(proofStep), attackFrom: z.int(),
});

/** What became of the attempt to show a finding by execution. */
const confirmation = z.object({ status: z.enum(['proved', 'not-proved', 'not-tried']), reason: z.string(), proof: proof.nullable() });

/** State on the way to a fault; `isOpen` where anyone can have a function write it. */
const stateInvolved = z.object({
  variable: z.string(), file: z.string(), line: z.int(), isRead: z.boolean(), isWritten: z.boolean(),
  writers: z.array(z.object({ name: z.string(), line: z.int(), isOpen: z.boolean() })),
});

export const triageState = z.enum(['open', 'confirmed', 'false_positive', 'accepted', 'fixed']);

/** One fault at one place. Lines and columns are one-based, the end column is exclusive. */
export const finding = z.object({
  id: z.uuid(),
  detector: z.string(),
  title: z.string(),
  severity,
  confidence,
  categories,
  file: z.string(),
  contract: z.string().nullable(),
  function: z.string().nullable(),
  startLine: z.int(),
  endLine: z.int(),
  startColumn: z.int(),
  endColumn: z.int(),
  message: z.string(),
  explanation: z.string(),
  fix: z.string(),
  path: z.array(pathStep),
  state: z.array(stateInvolved),
  fingerprint: z.string(),
  confirmation: confirmation.nullable(),
  triage: z.object({ state: triageState, reason: z.string(), updatedAt: z.iso.datetime() }).nullable(),
});

/** A scan beside the one before it; ids are those of its findings. */
export const scanComparison = z.object({
  base: scanRow.nullable(),
  added: z.array(z.uuid()),
  unchanged: z.array(z.uuid()),
  fixed: z.array(finding),
  unverified: z.array(finding),
});

const storageEntry = z.object({ label: z.string(), contract: z.string(), type: z.string(), slot: z.string().regex(/^\d+$/), offset: z.int(), file: z.string(), line: z.int() });

/** What an upgrade of one contract behind a proxy does to its storage; slots are decimal text. */
export const upgradeReport = z.object({
  contract: z.string(),
  isSafe: z.boolean(),
  issues: z.array(z.object({ kind: z.string(), level: z.enum(['error', 'warning']), message: z.string(), before: storageEntry.nullable(), after: storageEntry.nullable() })),
  before: z.array(storageEntry),
  after: z.array(storageEntry),
});

/** A decision needs its reason, except to open a finding again or to confirm it. */
export const triageDecision = z
  .strictObject({ state: triageState, reason: z.string().trim().max(2_000).default('') })
  .refine(({ state, reason }) => reason !== '' || state === 'open' || state === 'confirmed', { path: ['reason'], error: 'Say why' });

/** Something that could not be analysed. */
const incompletePart = z.object({ file: z.string(), line: z.int().nullable(), reason: z.string() });

/** What a contract is beside its faults: standards that it means to keep, cryptography that it rests on. */
const contractProfile = z.object({
  contract: z.string(),
  file: z.string(),
  standards: z.array(z.object({
    standard: z.enum(['ERC-20', 'ERC-721', 'ERC-1155', 'ERC-4626']), url: z.string(), isConformant: z.boolean(),
    checks: z.array(z.object({ rule: z.string(), isMet: z.boolean(), message: z.string() })),
  })),
  quantum: z.object({
    level: z.enum(['none', 'indirect', 'direct']),
    uses: z.array(z.object({ primitive: z.string(), since: z.string(), source: z.string(), function: z.string(), file: z.string(), line: z.int(), isGuard: z.boolean() })),
    guardedFunctions: z.array(z.string()),
  }),
});

/** A place where gas can be saved. */
const gasPlace = z.object({
  advice: z.string(), title: z.string(), file: z.string(), contract: z.string().nullable(), function: z.string().nullable(), startLine: z.int(), message: z.string(), explanation: z.string(), fix: z.string(),
});

export const scanReport = scanRow.extend({
  findings: z.array(finding),
  incomplete: z.array(incompletePart),
  detectorsRun: z.array(z.string()),
  scoreFormula: z.string(),
  profiles: z.array(contractProfile),
  gas: z.array(gasPlace),
});

export const sourceFile = z.object({ path: z.string(), content: z.string() });

export const upload = z.object({
  id: z.uuid(),
  filename: z.string(),
  size: count,
  hash: z.string(),
  format: z.enum(['solidity', 'vyper', 'standard-json', 'artifact', 'zip']),
  fileCount: count,
  createdAt: z.iso.datetime(),
});

export const detector = z.object({
  id: z.string(),
  title: z.string(),
  severity,
  confidence,
  categories,
  description: z.string(),
  fix: z.string(),
});

export const statistics = z.object({
  scansTotal: count,
  scansRunning: count,
  scansQueued: count,
  scansCompleted: count,
  scansFailed: count,
  findings: severityCounts,
  averageRiskScore: score.nullable(),
});

/** Body that starts a scan. An address is 20 bytes of hex; a source is at most 10 MB of text. */
export const newScan = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('source'), filename: z.string().trim().min(1).max(255), source: z.string().min(1).max(10_485_760) }),
    z.strictObject({ kind: z.literal('upload'), uploadId: z.uuid() }),
    z.strictObject({ kind: z.literal('address'), address: z.string().regex(/^0x[0-9a-fA-F]{40}$/), chainId: z.int().positive() }),
  ]),
  depth: scanDepth.default('full'),
  detectors: z.array(z.string().min(1).max(100)).max(500).default([]),
  /** Whether findings are tried by execution; by default in full and deep scans. */
  confirm: z.boolean().optional(),
});

/** Scans started together: all are accepted or none. */
export const newBatch = z.strictObject({ scans: z.array(newScan).min(1).max(50) });
export const batch = z.object({ batchId: z.uuid(), scans: z.array(scanRow) });

export const scanQuery = z.object({
  status: scanStatus.optional(),
  search: z.string().trim().max(200).transform((text) => (text === '' ? undefined : text)).optional(),
  sort: z.enum(['created_at', 'risk_score', 'title']).default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export type Severity = z.output<typeof severity>;
export type ScanStatus = z.output<typeof scanStatus>;
export type ScanDepth = z.output<typeof scanDepth>;
export type ExportFormat = z.output<typeof exportFormat>;
export type SeverityCounts = z.output<typeof severityCounts>;
export type ScanTarget = z.output<typeof scanTarget>;
export type ScanRow = z.output<typeof scanRow>;
export type Categories = z.output<typeof categories>;
export type Finding = z.output<typeof finding>;
export type Confirmation = z.output<typeof confirmation>;
export type ProofStep = z.output<typeof proofStep>;
export type TriageState = z.output<typeof triageState>;
export type ScanComparison = z.output<typeof scanComparison>;
export type UpgradeReport = z.output<typeof upgradeReport>;
export type GasPlace = z.output<typeof gasPlace>;
export type ContractProfile = z.output<typeof contractProfile>;
export type IncompletePart = z.output<typeof incompletePart>;
export type ScanReport = z.output<typeof scanReport>;
export type SourceFile = z.output<typeof sourceFile>;
export type Upload = z.output<typeof upload>;
export type Detector = z.output<typeof detector>;
export type Statistics = z.output<typeof statistics>;
export type NewScan = z.input<typeof newScan>;
export type Batch = z.output<typeof batch>;
export type ScanQuery = Partial<z.output<typeof scanQuery>>;
