/** Numbers, sizes and times as people read them. All pure; times come in as ISO 8601 UTC. */

const DASH = '–';
const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const formatCount = (value: number): string => integer.format(value);
export const formatScore = (value: number | null): string => (value === null ? DASH : oneDecimal.format(value));
export const formatPercent = (value: number | null): string => (value === null ? DASH : `${oneDecimal.format(value)} %`);

/** `1 finding`, `2 findings`. */
export const plural = (value: number, one: string, many = `${one}s`): string => `${formatCount(value)} ${value === 1 ? one : many}`;

export function formatBytes(bytes: number | null): string {
  if (bytes === null) return DASH;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? integer.format(value) : oneDecimal.format(value)} ${units[unit]}`;
}

export function formatDuration(milliseconds: number | null): string {
  if (milliseconds === null) return DASH;
  if (milliseconds < 1) return `${oneDecimal.format(milliseconds)} ms`;
  if (milliseconds < 1000) return `${integer.format(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${oneDecimal.format(seconds)} s`;
  return formatUptime(seconds);
}

/** The two largest units: `3 d 4 h`, `12 min 5 s`. */
export function formatUptime(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return '0 s';
  return parts.slice(first, first + 2).filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}

/** How long ago, coarse; the exact time belongs in a title. */
export function formatAgo(time: string, now: number): string {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  if (Math.abs(seconds) < 10) return 'just now';
  const amount = Math.abs(seconds);
  const [value, unit] = amount < 60 ? [amount, 's'] : amount < 3600 ? [Math.floor(amount / 60), 'min'] : amount < 86_400 ? [Math.floor(amount / 3600), 'h'] : [Math.floor(amount / 86_400), 'd'];
  return seconds >= 0 ? `${value} ${unit} ago` : `in ${value} ${unit}`;
}

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
/** Local date and time of the reader. */
export const formatTime = (time: string): string => exact.format(new Date(time));

/** `0x1234…abcd`; short texts stay whole. */
export const shorten = (text: string, head = 6, tail = 4): string => (text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`);

/** Tells a browser and system out of a user agent; unknown agents stay as they are. */
export function formatAgent(agent: string | null): string {
  if (agent === null || agent === '') return 'Unknown client';
  const browser = /(Edg|OPR|Firefox|HeadlessChrome|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  if (browser === undefined) return agent.slice(0, 40);
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', HeadlessChrome: 'Chrome (headless)', 'Mac OS X': 'macOS' };
  const name = names[browser] ?? browser;
  return system === undefined ? name : `${name} on ${names[system] ?? system}`;
}
