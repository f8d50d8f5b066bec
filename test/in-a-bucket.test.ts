// What comes in and goes out by every road, with its evidence in a bucket: the tests that say so of a disk, run once more against a
// real gateway. Those that look below the storage root of a disk are left out by name.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { S3Client } from '../src/platform/s3-client.ts';
import { s3Settings } from '../src/platform/s3-settings.ts';
import { skip, startObjectGateway } from './support/object-gateway.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILES = [
  'src/evidence/intake/exhibit-add.acts.test.ts',
  'src/evidence/intake/intake.test.ts',
  'src/evidence/packages/package.acts.test.ts',
  'src/evidence/packages/share.acts.test.ts',
  'test/exchange-evidence.test.ts',
  'test/portal.test.ts',
  'test/two-installations.test.ts',
  'test/upload-images.test.ts',
  'test/uploads.test.ts',
];
const ON_A_DISK = [
  'evidence that changed in the store is not handed over',
  'MD5 and SHA-1 that a sender states are computed at the import, and again at every check',
  'a file is stored whole under its digest, with its events',
  'a folder is kept as a tree, with names that are not UTF-8 and links not followed',
];

test(
  'files, images, uploads, packages and what comes by line or portal are kept in a bucket as on a disk',
  { skip },
  async (t) => {
    const gateway = await startObjectGateway();
    t.after(() => gateway.stop());
    const bucket = gateway.env('roads', 'of');
    const settings = s3Settings(bucket);
    assert.ok(settings);
    const client = new S3Client(settings);
    (await client.ask({ method: 'PUT' }))?.resume();
    client.close();
    const left = ON_A_DISK.map((name) => `--test-skip-pattern=${name}`);
    // The runner that this test runs in would take the one that it starts for a part of it.
    const { NODE_TEST_CONTEXT: _, COMITY_TEST_LANE: __, ...env } = process.env;
    const run = spawn(process.execPath, ['test/run.ts', ...left, ...FILES], {
      cwd: ROOT,
      env: { ...env, COMITY_TEST_BUCKET: JSON.stringify(bucket) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => run.kill());
    const [said, [code]] = await Promise.all([text(run.stdout), once(run, 'exit')]);
    assert.equal(code, 0, said);
    const passed = Number(/ℹ pass (\d+)/.exec(said)?.[1]);
    assert.ok(passed > 50, said);
    t.diagnostic(`${passed} tests with their evidence in a bucket`);
  },
);
