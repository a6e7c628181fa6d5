import type { Categories } from '../../api/types.ts';

/** An entry of a public catalogue of weaknesses. */
export interface Reference {
  readonly label: string;
  readonly url: string;
}

const dasp: Readonly<Record<number, string>> = {
  1: 'Reentrancy', 2: 'Access control', 3: 'Arithmetic', 4: 'Unchecked low-level calls', 5: 'Denial of service',
  6: 'Bad randomness', 7: 'Front-running', 8: 'Time manipulation', 9: 'Short addresses', 10: 'Unknown unknowns',
};

/** Where to read more: SWC registry, CWE, DASP top 10, OWASP smart contract top 10. */
export function referencesOf(categories: Categories): readonly Reference[] {
  const swc = categories.swc.map((id) => {
    const name = id.startsWith('SWC-') ? id : `SWC-${id}`;
    return { label: name, url: `https://swcregistry.io/docs/${name}/` };
  });
  const cwe = categories.cwe.map((id) => {
    const number = id.replace(/^CWE-/, '');
    return { label: `CWE-${number}`, url: `https://cwe.mitre.org/data/definitions/${encodeURIComponent(number)}.html` };
  });
  const daspItems = categories.dasp.map((item) => ({ label: `DASP ${item}${dasp[item] === undefined ? '' : ` ${dasp[item]}`}`, url: `https://dasp.co/#item-${item}` }));
  const owasp = categories.owasp.map((id) => ({ label: `OWASP ${id}`, url: 'https://scs.owasp.org/sctop10/' }));
  return [...swc, ...cwe, ...daspItems, ...owasp];
}
