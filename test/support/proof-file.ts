// A proof of a request as somebody downloaded it, held to what the terminal says of it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { EXIT, recordingTerminal } from '../../src/cli/terminal.ts';
import { runVerify } from '../../src/cli/verify.ts';
import { temporaryFolder } from './temporary.ts';

/** Returns what `./comity verify` says of it, which holds. */
export async function verifiedProof(t: TestContext, bytes: Uint8Array): Promise<string> {
  const path = join(temporaryFolder(t), 'proof.zip');
  writeFileSync(path, bytes);
  const terminal = recordingTerminal();
  const code = await runVerify([path], terminal);
  const said = [...terminal.outLines, ...terminal.errLines].join('\n');
  assert.equal(code, EXIT.done, said);
  return said;
}
