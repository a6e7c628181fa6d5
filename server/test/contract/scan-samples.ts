import type { Caller } from '../support/server.ts';

/** Pays out before it books: the classic reentrancy, on a known line. */
export const vulnerableSource = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Vault {
    mapping(address => uint256) public balances;

    function deposit() external payable {
        balances[msg.sender] += msg.value;
    }

    function withdraw() external {
        uint256 amount = balances[msg.sender];
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok);
        balances[msg.sender] = 0;
    }
}
`;

/** A multipart form as a browser builds it. */
export function form(parts: readonly { name: string; value: string; filename?: string; type?: string }[]): { payload: string; headers: Record<string, string> } {
  const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';
  const bodies = parts.map(({ name, value, filename, type }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: ${type ?? 'application/octet-stream'}`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  return { payload: `${bodies.join('')}--${boundary}--\r\n`, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

/** Uploads a file the way guide scorpius shows it; resolves to its id. */
export async function upload(caller: Caller, source = vulnerableSource, filename = 'Vault.sol'): Promise<string> {
  const reply = await caller.inject({ method: 'POST', url: '/api/scanner/upload', ...form([{ name: 'file', value: source, filename }]) });
  return reply.json<{ upload_id: string }>().upload_id;
}

/** Asks until the scan has ended; resolves to it in the words of guide scorpius. */
export async function ended<T extends { status: string }>(caller: Caller, scanId: string): Promise<T> {
  for (;;) {
    const scan = (await caller.inject({ url: `/api/scanner/scan/${scanId}` })).json<T>();
    if (scan.status !== 'queued' && scan.status !== 'running') return scan;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
