/** An exact decimal number: `units × 10^-scale`. Money is held like this, never as a float. */
export interface Decimal {
  readonly units: bigint;
  /** Digits after the point, 0 to 40. */
  readonly scale: number;
}

const plain = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;
const maxScale = 40;

/** Zero, to start sums from. */
export const zero: Decimal = { units: 0n, scale: 0 };

/** Reads `12`, `-0.5`, `1.2E-7`; null for anything else, and for more digits than any price has. */
export function parseDecimal(text: string): Decimal | null {
  const [, sign, whole, fraction = '', exponent = '0'] = plain.exec(text) ?? [];
  if (whole === undefined) return null;
  const shifted = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction) * (shifted < 0 ? 10n ** BigInt(-shifted) : 1n);
  return shifted > maxScale ? null : { units: sign === '-' ? -digits : digits, scale: Math.max(0, shifted) };
}

/** As {@link parseDecimal} for text that is known to be a number, such as a `numeric` of the database. Throws RangeError. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new RangeError(`${text.slice(0, 40)} is no decimal number`);
  return parsed;
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

/** The exact sum. */
export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** The same amount with the other sign. */
export function negate({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

/** The exact difference. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

/** The exact product. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Negative, zero or positive, as sorting wants it. */
export function compare(a: Decimal, b: Decimal): number {
  const { units } = subtract(a, b);
  return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/** To `digits` places after the point, halves away from zero. */
export function round(value: Decimal, digits: number): Decimal {
  if (value.scale <= digits) return value;
  const divisor = 10n ** BigInt(value.scale - digits);
  const half = value.units < 0n ? -divisor / 2n : divisor / 2n;
  return { units: (value.units + half) / divisor, scale: digits };
}

/** Plain notation without needless zeros: `20.52022672899`, `-0.5`, `3`. */
export function formatDecimal({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The nearest floating point number: for charts, statistics and clients that read JSON numbers, never for sums. */
export function toNumber(value: Decimal): number {
  return Number(formatDecimal(value));
}

/** A float, as estimates give it, rounded to `digits` places. */
export function fromNumber(value: number, digits: number): Decimal {
  return Number.isFinite(value) ? decimal(value.toFixed(digits)) : zero;
}
