import { BlockList, isIPv6 } from 'node:net';

const blocked = new BlockList();
// RFC 6890 special-purpose registries: nothing a user-given URL has business with.
const ipv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
const ipv6: readonly (readonly [string, number])[] = [
  ['::', 128], ['::1', 128], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8],
];
for (const [address, prefix] of ipv4) blocked.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of ipv6) blocked.addSubnet(address, prefix, 'ipv6');

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** True for loopback, private, link-local, multicast and reserved addresses, IPv4 in IPv6 included. */
export function isPrivateAddress(address: string): boolean {
  const inner = mapped.exec(address)?.[1];
  if (inner !== undefined) return blocked.check(inner, 'ipv4');
  return blocked.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
