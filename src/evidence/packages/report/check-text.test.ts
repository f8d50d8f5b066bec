import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasProgram } from '../../../../test/support/programs.ts';
import { sampleContents } from '../../../../test/support/package-contents.ts';
import { concat, uint64, utf8 } from '../../../base/bytes.ts';
import { eventText } from '../../../verify/event.ts';
import type { PackageContents } from '../package-contents.ts';
import { checkSteps, checkText } from './check-text.ts';

/** Lines that begin with four spaces, as the text itself says. */
function commandsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith('    ') ? [line.slice(4)] : []));
}

const LOG = Buffer.of(1);
const SERVICE = Buffer.concat([Buffer.of(0xff), Buffer.from('comity/recorded-v1')]);
const OTHER = Buffer.of(4);

function line(name: string, [type, key]: readonly [Buffer, KeyObject], signature: Uint8Array): string {
  const raw = key.export({ type: 'spki', format: 'der' }).subarray(-32);
  const id = createHash('sha256').update(`${name}\n`).update(type).update(raw).digest().subarray(0, 4);
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

interface Signing {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function recordedNote(
  name: string,
  text: string,
  seconds: number,
  { publicKey, privateKey }: Signing,
): string {
  const signature = sign(null, utf8(`comity/recorded-v1\ntime ${seconds}\n${text}`), privateKey);
  return `${text}\n${line(`${name}/service`, [SERVICE, publicKey], concat(uint64(seconds), signature))}`;
}

function enrolmentText(key: KeyObject): string {
  const publicKey = key.export({ type: 'spki', format: 'der' }).toString('base64');
  return `{"facts":{"algorithm":"ed25519","publicKey":"${publicKey}","use":"service"},"type":"keyEnrolled"}\n`;
}

/** A bag with just what the commands of the text look at, signed with fresh keys; the event and an older line of the log with earlier ones. */
function writeBag(folder: string, contents: PackageContents): void {
  for (const name of ['custody/events', 'custody/keys', 'data'])
    mkdirSync(join(folder, name), { recursive: true });
  const write = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(folder, name), bytes);
  const [now, earlier] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const pem = now.publicKey.export({ type: 'spki', format: 'pem' });
  write('custody/keys/log-ed25519.pem', pem);
  write('custody/keys/service.pem', pem);
  const { origin } = contents;
  const text = utf8(`${origin}\n5\n${contents.checkpoint.root}\n`);
  const lines = [now, earlier].map(({ publicKey, privateKey }) =>
    line(origin, [LOG, publicKey], sign(null, text, privateKey)),
  );
  lines.push(line(origin, [OTHER, now.publicKey], new Uint8Array(8 + 2420))); // as long as the ML-DSA-44 line beside them
  lines.push(line('fr.example/witness', [OTHER, now.publicKey], concat(uint64(1), new Uint8Array(64))));
  write('custody/checkpoint.note', `${new TextDecoder().decode(text)}\n${lines.join('')}`);
  const packaged = contents.exhibits[0]?.events[0];
  assert.ok(packaged);
  const seconds = Math.floor(packaged.recordedAt / 1000);
  const note = recordedNote(origin, eventText(packaged.event), seconds, earlier);
  write(`custody/events/${String(packaged.index).padStart(6, '0')}.note`, note);
  for (const [i, key] of [earlier, now].entries())
    write(`custody/events/00000${i}.note`, recordedNote(origin, enrolmentText(key.publicKey), seconds, key));
  write('data/a', 'evidence');
  const digest = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const manifest = `${digest('evidence')}  data/a\n`;
  write('manifest-sha256.txt', manifest);
  const tags = `${digest(manifest)}  manifest-sha256.txt\n`;
  write('tagmanifest-sha256.txt', tags);
  writeFileSync(join(folder, '../package.note'), `${digest(tags)}\n`);
}

test('the commands of the text pass on a good package, also after a change of keys, and fail on a changed one', (t) => {
  for (const name of ['openssl', 'sha256sum', 'awk', 'base64', 'od'])
    if (!hasProgram(name)) return t.skip(`${name} not installed`);
  const outer = mkdtempSync(join(tmpdir(), 'comity-check-'));
  const bag = join(outer, 'bag');
  try {
    const contents = sampleContents({ timestamps: [], origin: 'pt.example/custody' });
    writeBag(bag, contents);
    const commands = commandsOf(checkText(contents));
    const env = { PATH: process.env['PATH'], TMPDIR: outer };
    const run = (): number | null =>
      spawnSync('sh', ['-ec', commands.join('\n')], { cwd: bag, encoding: 'utf8', env }).status;
    assert.equal(commands.filter((one) => one.includes('openssl pkeyutl -verify')).length, 2);
    assert.equal(run(), 0);
    for (const name of ['custody/checkpoint.note', 'custody/events/000017.note', 'data/a']) {
      const path = join(bag, name);
      const good = readFileSync(path);
      const bad = Buffer.from(good);
      bad[2] = (bad[2] ?? 0) ^ 1;
      writeFileSync(path, bad);
      assert.notEqual(run(), 0, name);
      writeFileSync(path, good);
    }
    assert.equal(run(), 0);
  } finally {
    rmSync(outer, { recursive: true });
  }
});

test('the text names the time stamps and keys of this package, the guide and the verifier', () => {
  const contents = sampleContents();
  const text = checkText(contents);
  for (const words of [
    'openssl ts -verify -data custody/checkpoint.note -in custody/timestamps/tsa-1.tsr -CAfile custody/chains/tsa-1.pem -partial_chain -attime ',
    `-attime ${Math.floor((contents.timestamps[1]?.time ?? 0) / 1000)}`,
    ...contents.keys.map((key) => key.fingerprint),
    'Check by hand',
    'comity-verify',
    'Do not run a program or script that you find inside a package',
    'by another road',
  ])
    assert.ok(text.includes(words), words);
  assert.equal(text, checkText(sampleContents()));
  assert.equal(checkSteps(contents)[3]?.step, 'time');
});

test('a hostile name is no command', () => {
  const text = checkText(
    sampleContents({
      bag: 'x\n    touch pwned\n\u202E',
      origin: "a'; touch pwned; '\u0007\n    touch pwned",
      checkpoint: { ...sampleContents().checkpoint, origin: '`touch pwned` $(touch pwned)' },
      timestamps: [{ authority: 'x', time: 0, path: 'custody/timestamps/$(touch pwned).tsr' }],
    }),
  );
  assert.ok(!text.includes('\u202E'));
  const folder = mkdtempSync(join(tmpdir(), 'comity-check-'));
  try {
    const env = { PATH: process.env['PATH'], TMPDIR: folder };
    spawnSync('sh', ['-c', commandsOf(text).join('\n')], { cwd: folder, env });
    assert.ok(!existsSync(join(folder, 'pwned')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
