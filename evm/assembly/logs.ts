/** Logs of the running transaction: [address 20][topics u32][length u32][topic 32 …][data], 4-byte aligned. */
import { allocBlock, freeBlock } from './heap';
import * as u256 from './u256';

export let logs: usize = 0;
export let logLength: u32 = 0;
export let logCount: u32 = 0;
let size: u32 = 0;

/** Appends a log; topics are taken downwards from `top`. False when memory is exhausted. */
export function appendLog(address: usize, top: usize, topics: u32, data: usize, length: u32): bool {
  const need = logLength + 28 + (topics << 5) + ((length + 3) & ~3);
  if (need > size) {
    let grown: u32 = size ? size << 1 : 0x1000;
    while (grown < need) grown <<= 1;
    const block = allocBlock(grown);
    if (!block) return false;
    if (logs) {
      memory.copy(block, logs, logLength);
      freeBlock(logs, size);
    }
    logs = block;
    size = grown;
  }
  const at = logs + logLength;
  memory.copy(at, address, 20);
  store<u32>(at, topics, 20);
  store<u32>(at, length, 24);
  for (let i: u32 = 0; i < topics; i++) u256.swap32(at + 28 + (i << 5), top - ((i + 1) << 5));
  memory.copy(at + 28 + (topics << 5), data, length);
  logLength = need;
  logCount++;
  return true;
}

export function revertLogs(length: u32, count: u32): void {
  logLength = length;
  logCount = count;
}
