import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { qrModules, qrSvg } from './qr.ts';

test('the side grows with the text, by the versions of the standard', () => {
  assert.equal(qrModules('a'.repeat(14)).length, 21);
  assert.equal(qrModules('a'.repeat(15)).length, 25);
  assert.equal(qrModules('a'.repeat(331)).length, 69);
  assert.throws(() => qrModules('a'.repeat(332)), /at most 331 bytes/);
});

test('another program reads every version as it was written', async (t) => {
  if (spawnSync('zbarimg', ['--version']).error !== undefined) return t.skip('zbarimg not installed');
  const folder = temporaryFolder(t);
  for (const length of [1, 14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331]) {
    const text = `otpauth://totp/${'aB3 '.repeat(100)}`.slice(0, length);
    const path = join(folder, `${length}.pgm`);
    writeFileSync(path, pgm(qrModules(text)));
    const read = spawnSync('zbarimg', ['--quiet', '--raw', '--oneshot', path], { encoding: 'utf8' });
    assert.equal(read.stdout.replace(/\n$/, ''), text, `${length} bytes`);
  }
});

test('the picture says what it is to who does not see it', async () => {
  assert.match(
    String(await qrSvg('a', 'A <picture>')).slice(0, 200),
    /role="img"\s+aria-label="A &lt;picture&gt;"/,
  );
});

/** A grey map, four points a module, with the quiet zone. */
function pgm(modules: readonly (readonly boolean[])[]): Buffer {
  const [scale, quiet] = [4, 4];
  const side = (modules.length + 2 * quiet) * scale;
  const points = Buffer.alloc(side * side, 255);
  modules.forEach((row, y) =>
    row.forEach((on, x) => {
      if (!on) return;
      for (let i = 0; i < scale; i++)
        points.fill(
          0,
          ((y + quiet) * scale + i) * side + (x + quiet) * scale,
          ((y + quiet) * scale + i) * side + (x + quiet + 1) * scale,
        );
    }),
  );
  return Buffer.concat([Buffer.from(`P5 ${side} ${side} 255\n`), points]);
}
