import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEvm, createState, simulateSync } from '@bulwark/evm';
import { upperBound } from '../../src/engines/solidity/analysis/bounds.ts';
import { Flow } from '../../src/engines/solidity/analysis/flow.ts';
import type { Routine } from '../../src/engines/solidity/cfg/instructions.ts';
import { buildRoutine } from '../../src/engines/solidity/cfg/routine.ts';
import { buildProject } from '../../src/engines/solidity/project/build.ts';
import { contractOf, generateFunctions } from '../support/generated-program.ts';
import { interpret, type Outcome } from '../support/ir-interpreter.ts';
import { compilerFor } from '../support/solc.ts';

const ADDRESS = '0x00000000000000000000000000000000000c0de0';
const FUNCTIONS = 25;

interface Compiled {
  code: string;
  selectors: Record<string, string>;
}

function compile(content: string, minor: number): Compiled {
  const settings = { outputSelection: { '*': { '*': ['evm.deployedBytecode.object', 'evm.methodIdentifiers'] } } };
  const output = JSON.parse(compilerFor(minor)(JSON.stringify({ language: 'Solidity', sources: { 'a.sol': { content } }, settings }))) as {
    contracts?: Record<string, Record<string, { evm: { deployedBytecode: { object: string }; methodIdentifiers: Record<string, string> } }>>;
    errors?: { severity: string; message: string }[];
  };
  const contract = output.contracts?.['a.sol']?.['Generated'];
  assert.ok(contract, output.errors?.find(({ severity }) => severity === 'error')?.message);
  return { code: `0x${contract.evm.deployedBytecode.object}`, selectors: contract.evm.methodIdentifiers };
}

function routinesOf(content: string): Map<string, Routine> {
  const { project, incomplete } = buildProject([{ path: 'a.sol', content }]);
  assert.deepEqual(incomplete, []);
  const [contract] = project.contracts;
  assert.ok(contract);
  return new Map(contract.functions.map((info) => [info.name, buildRoutine(contract, info)]));
}

const word = (value: bigint): string => BigInt.asUintN(256, value).toString(16).padStart(64, '0');

function executed({ success, output }: { success: boolean; output: Uint8Array }): Outcome {
  if (!success) return { status: 'reverted' };
  const words = Array.from({ length: output.length / 32 }, (_, at) => BigInt(`0x${Buffer.from(output.subarray(32 * at, 32 * at + 32)).toString('hex')}`));
  return { status: 'returned', values: words.map((value, at) => (at === 2 ? BigInt.asIntN(256, value) : value)) };
}

/** The intermediate form does what the compiled contract does, with and without checks, and no bound is ever exceeded. */
describe('intermediate form against execution', () => {
  for (const minor of [4, 6, 8]) {
    it(`Solidity 0.${minor}`, async () => {
      const functions = generateFunctions(FUNCTIONS, { minor, seed: 20_261_128 + minor });
      const content = contractOf(functions, minor);
      const { code, selectors } = compile(content, minor);
      const routines = routinesOf(content);
      const state = createState(await createEvm({ fork: 'prague' }), { accounts: { [ADDRESS]: { code } } });
      const seen = { returned: 0, reverted: 0 };
      functions.forEach(({ calls, body }, at) => {
        const routine = routines.get(`f${at}`);
        assert.ok(routine);
        const flow = new Flow(routine);
        for (const args of calls) {
          const data = Buffer.from(`${selectors[`f${at}(uint256,uint8,int128)`]}${args.map(word).join('')}`, 'hex');
          const expected = executed(simulateSync(state, { transaction: { to: ADDRESS, data, gas: 10_000_000n } }));
          const actual = interpret(routine, args, (one, value) => {
            if (typeof value !== 'bigint' || value < 0n || one.kind === 'store') return;
            const bound = upperBound(flow, one, { block: one.block });
            assert.ok(value <= bound, `${value} exceeds the bound ${bound} of a ${one.kind} in f${at}(${args.join()}): ${body}`);
          });
          assert.deepEqual(actual, expected, `f${at}(${args.join()}): ${body}`);
          seen[actual.status]++;
        }
      });
      assert.ok(seen.returned > 20 && seen.reverted > 0, 'both ways to end are tried');
    });
  }
});
