import { createHash } from 'node:crypto';
import type { Detector } from '../detectors/detector.ts';
import type { AnalyzeReport, Finding, Incomplete, SourceFile } from '../findings.ts';
import { analyzeBytecode, BytecodeError, type BytecodeReport, readBytecode } from './analyze.ts';
import { disassemble } from './disassemble.ts';
import { type Proxy, recogniseProxy } from './proxy.ts';

type Fault = BytecodeReport['faults'][number];

/** What an analysis of one file of bytecode adds to a report; lines are those of the disassembly. */
export interface BytecodeFindings {
  findings: Finding[];
  incomplete: Incomplete[];
  file: AnalyzeReport['files'][number];
}

/** True for a file that holds bytecode and nothing else: by its ending, or hexadecimal from `0x` on. */
export function isBytecode({ path, content }: SourceFile): boolean {
  return /\.(hex|bin|evm|bin-runtime)$/i.test(path) || /^\s*0x[0-9a-fA-F]{2,}\s*$/.test(content);
}

/** The standard proxy that runtime bytecode (hexadecimal) is, and its target where the code names it; null for anything else. */
export function proxyOf(code: string): Proxy | null {
  try {
    return recogniseProxy(disassemble(readBytecode(code)));
  } catch (error) {
    if (error instanceof BytecodeError) return null;
    throw error;
  }
}

/** Runs the chosen detectors that know bytecode. What is no bytecode stands in `incomplete`. */
export function findInBytecode({ path, content }: SourceFile, chosen: readonly Detector[]): BytecodeFindings {
  const known = new Map(chosen.map((detector) => [detector.id, detector]));
  try {
    const report = analyzeBytecode(readBytecode(content));
    const findings = report.faults.flatMap((fault) => {
      const detector = known.get(fault.detector);
      return detector ? [describe(detector, fault, path)] : [];
    });
    const compiler = report.metadata?.compiler;
    return {
      findings,
      incomplete: [...report.incomplete, ...limitsOf(report)].map((reason) => ({ file: path, line: null, reason })),
      file: { path, lines: report.instructions, pragma: compiler ? `${compiler.name} ${compiler.version}` : null, contracts: [] },
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { findings: [], incomplete: [{ file: path, line: null, reason: error.message }], file: { path, lines: 0, pragma: null, contracts: [] } };
  }
}

/** Code that runs somewhere else, and detectors that need a source: a report without findings is not clean. */
function limitsOf({ proxy }: BytecodeReport): string[] {
  const target = proxy?.target ?? 'an address in storage';
  return [
    ...(proxy ? [`this is a proxy (${proxy.standard}): it runs the code at ${target}, which is part of this report only where that code was given too`] : []),
    'only bytecode was given: detectors that need the source did not run',
  ];
}

function describe(detector: Detector, { pc, line, text, selector, message }: Fault, file: string): Finding {
  const { id, title, severity, categories, why, fix } = detector;
  const place = `${selector === null ? 'the code before any function is chosen' : `the function ${selector}`}, offset ${pc}`;
  return {
    id: '', detector: id, title, severity, confidence: 'low', categories, file, contract: null, function: selector,
    startLine: line, endLine: line, startColumn: 1, endColumn: text.length + 1,
    message: `${message} (${place})`, explanation: why, fix, path: [{ file, startLine: line, endLine: line, note: message }], snippet: text,
    fingerprint: createHash('sha256').update([id, selector ?? '', message].join('\0')).digest('hex'),
  };
}
