// Making and checking packages beside sha256sum -c (one large file) and hashdeep (20,000 small ones), and beside the
// standard tools that do the same work: a durable copy, then every digest.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adding, COMITY, newHome, packaging } from './home.ts';
import { mixedFile, smallFiles } from './material.ts';
import { command, measureInTurn, ROUNDS, run, script, type Command } from './measure.ts';
import { compared, type Row } from './table.ts';

const LARGE_MIB = 4096;
const SMALL_FILES = 20_000;

export function largePackage(folder: string): Row[] {
  const file = mixedFile(join(folder, 'large.bin'), LARGE_MIB);
  const home = newHome(folder);
  run(adding(file), home.env);
  rmSync(file);
  const stored = run(['find', join(home.path, 'store'), '-path', '*/content/data/large.bin']).trim(); // read by all, so cached for all
  const sums = join(folder, 'sums');
  writeFileSync(sums, run(['sha256sum', stored]));
  const withoutLast = (one: Command, path: string): Command => ({
    ...one,
    before: (round) => rmSync(`${path}-${round - 1}`, { recursive: true, force: true }),
  });
  const [created, checked, copied] = measureInTurn(
    withoutLast(creating(folder, home.env), join(folder, 'package')),
    command(['sha256sum', '-c', '--quiet', sums]),
    withoutLast(copying(folder, stored, `sha256sum -c --quiet ${sums}`), join(folder, 'copy')),
  );
  const [verified, checkedToo] = measureInTurn(
    command([COMITY, 'verify', packageAt(folder, ROUNDS - 1)]),
    command(['sha256sum', '-c', '--quiet', sums]),
  );
  const create = { what: 'package create, 4 GiB in one file', ours: created };
  const verify = { what: 'verify, 4 GiB in one file', ours: verified, peer: checkedToo };
  const note = 'sha256sum -c, which copies nothing';
  return [
    compared({ ...create, peer: checked, by: 'wall', gate: 0.8, note }),
    compared({ ...create, peer: checked, by: 'cpu', note }),
    compared({ ...create, peer: copied, by: 'cpu', note: 'cp, sync, sha256sum -c' }),
    compared({ ...create, peer: copied, by: 'wall', note: 'cp, sync, sha256sum -c' }),
    compared({ ...verify, by: 'cpu', gate: 0.8, note: 'sha256sum -c' }),
    compared({ ...verify, by: 'wall', note: 'sha256sum -c' }),
  ];
}

export function smallPackage(folder: string): Row[] {
  const files = smallFiles(join(folder, 'many'), SMALL_FILES);
  const home = newHome(folder);
  run(adding(files), home.env);
  const hashdeep = ['hashdeep', '-r', '-c', 'sha256', files];
  const [created, zipped, digested, copied] = measureInTurn(
    creating(folder, home.env),
    zipping(folder, home.env),
    command(hashdeep),
    copying(folder, files, `find ${files} -type f -print0 | xargs -0 sha256sum`),
  );
  const [verified, zipVerified, digestedToo, oneThread, floor] = measureInTurn(
    command([COMITY, 'verify', packageAt(folder, 0)]),
    command([COMITY, 'verify', zipAt(folder, 0)]),
    command(hashdeep),
    command([...hashdeep, '-j0']),
    command(script('digest-alone.ts', [files])),
  );
  const createForms = [
    { what: 'package create, 20,000 files, folder', ours: created, gate: 0.2 },
    { what: 'package create, 20,000 files, one file', ours: zipped, gate: 0.4 },
  ];
  const verifyForms = [
    { what: 'verify, 20,000 files, folder', ours: verified },
    { what: 'verify, 20,000 files, one file', ours: zipVerified },
  ];
  const noCopy = 'hashdeep, which copies nothing';
  const copyAndHash = 'cp -r, sync, sha256sum';
  return [
    ...createForms.flatMap(({ gate, ...create }) => [
      compared({ ...create, peer: digested, by: 'cpu', note: noCopy }),
      compared({ ...create, peer: copied, by: 'cpu', gate, note: copyAndHash }),
      compared({ ...create, peer: copied, by: 'wall', note: copyAndHash }),
    ]),
    ...verifyForms.flatMap((verify) => [
      compared({ ...verify, peer: digestedToo, by: 'cpu', gate: 0.8, note: 'hashdeep' }),
      compared({ ...verify, peer: digestedToo, by: 'wall', gate: 1, note: 'hashdeep' }),
      compared({ ...verify, peer: oneThread, by: 'cpu', note: 'hashdeep -j0' }),
    ]),
    compared({
      what: 'listed, read and digested by Node.js, nothing checked',
      ours: floor,
      peer: digestedToo,
      by: 'cpu',
      note: 'hashdeep',
    }),
  ];
}

/**
 * Each round makes a package of its own, and of many files none is removed in between: for some minutes ext4 does not use the
 * inodes of removed files again and looks through them one by one, which makes new files ten times as dear.
 */
function creating(folder: string, env: NodeJS.ProcessEnv): Command {
  return { argv: (round) => packaging(packageAt(folder, round)), env };
}

function zipping(folder: string, env: NodeJS.ProcessEnv): Command {
  return { argv: (round) => [...packaging(zipAt(folder, round)), '--zip'], env };
}

function zipAt(folder: string, round: number): string {
  return `${packageAt(folder, round)}.zip`;
}

function packageAt(folder: string, round: number): string {
  return join(folder, `package-${round}`);
}

function copying(folder: string, source: string, check: string): Command {
  const copy = (round: number): string => join(folder, `copy-${round}`);
  return {
    argv: (round) => ['bash', '-c', `cp -r ${source} ${copy(round)} && sync -f ${copy(round)} && ${check}`],
  };
}
