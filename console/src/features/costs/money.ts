const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string, digits: number): Intl.NumberFormat {
  const key = `${currency} ${digits}`;
  const known = formats.get(key) ?? new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: digits });
  formats.set(key, known);
  return known;
}

/** An exact amount as people read it: two digits after the point, more for what is less than a cent. The exact text belongs in a title. */
export function formatMoney(amount: string, currency: string): string {
  const value = Number(amount);
  return formatFor(currency, value !== 0 && Math.abs(value) < 0.01 ? 8 : 2).format(value);
}

/** With its sign, for changes. */
export function formatChange(amount: string, currency: string): string {
  return `${Number(amount) > 0 ? '+' : ''}${formatMoney(amount, currency)}`;
}
