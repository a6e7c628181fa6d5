import { ReportRefused } from './report.ts';

/** Caps on a report: what is over them is refused as a whole. */
export const reportLimits = {
  /** Bytes of the file. */
  bytes: 64 * 1_048_576,
  /** Levels of nesting in JSON or XML; real reports stay below 40. */
  depth: 200,
  findings: 200_000,
  /** Characters of a text that is kept. */
  text: 20_000,
  title: 300,
} as const;

/** Refuses a text whose brackets nest deeper than the cap, before anything is built from it. */
export function assertShallow(json: string): void {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isInString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isInString = false;
    } else if (code === 0x22) isInString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > reportLimits.depth) throw new ReportRefused('unsafe', `The JSON nests deeper than ${reportLimits.depth} levels`);
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
}

/** @throws ReportRefused when a report holds more findings than the cap */
export function assertCountable(count: number): void {
  if (count > reportLimits.findings) throw new ReportRefused('too-large', `The report holds more than ${reportLimits.findings} findings`);
}
