// Time stamps of a real authority on loopback, over the head of the log and over something else.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hooks } from './package-fixture.ts';
import type { Vector } from './package-vectors.ts';
import type { TimestampAuthority } from './tsa.ts';

export function stampVectors(tsa: TimestampAuthority): readonly Vector[] {
  const stamped = (data?: string, isBare = false): Hooks => ({
    stamps: (checkpoint) => {
      writeFileSync(join(tsa.folder, 'stamped'), data ?? checkpoint);
      const ask = ['ts', '-query', '-data', 'stamped', '-cert', '-sha256'];
      const token = tsa.reply(spawnSync('openssl', ask, { cwd: tsa.folder }).stdout);
      return { token: isBare ? bareToken(tsa.folder, token) : token, chain: tsa.caPem };
    },
  });
  const rule = 'package.md 30';
  return [
    { name: 'a time stamp', rule, hooks: stamped() },
    { name: 'a time stamp of an authority that is trusted', rule, hooks: stamped(), trust: 'authority' },
    { name: 'a time stamp without the response around it', rule, hooks: stamped(undefined, true) },
    {
      name: 'a time stamp over something else',
      rule,
      code: 'timestampInvalid',
      place: 'example.tsr',
      hooks: stamped('something else'),
    },
  ];
}

function bareToken(cwd: string, response: Uint8Array): Buffer {
  writeFileSync(join(cwd, 'response'), response);
  const made = spawnSync('openssl', ['ts', '-reply', '-in', 'response', '-token_out'], { cwd });
  if (made.status !== 0) throw new Error(String(made.stderr));
  return made.stdout;
}
