/** A deployed contract. */
export interface AddressTarget {
  readonly address: string;
  readonly chainId: number;
}

export const isAddress = (text: string): boolean => /^0x[0-9a-fA-F]{40}$/.test(text.trim());
