// ./comity picture hash|match|similar FILE…: fingerprints of pictures, which of them a list knows, which look alike; frames and
// same-video: fingerprints of the frames of a video, and how much of two videos is the same. No database
// needed; each picture is decoded behind walls.
import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { MOST_BITS, PictureIndex } from '../forensics/pictures/picture-index.ts';
import { nearDuplicates, readPictureList } from '../forensics/pictures/picture-set.ts';
import { lookAtPicture, picturePool } from '../forensics/pictures/pictures.ts';
import { compareVideos, frameLine, readFrames, type VideoFrame } from '../forensics/pictures/video.ts';
import { framesOf, pieces, videoProgram } from '../forensics/pictures/video-frames.ts';
import { LEAST_QUALITY } from '../forensics/pictures/pdq.ts';
import { wordsAndOptions } from './options.ts';
import { smallFile } from './small-file.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { argument, numberFrom, printable, required } from './words.ts';

/** Of a list of frames: some days. */
const LIST_BYTES = 64 * 1024 * 1024;

interface Hashed {
  readonly path: string;
  readonly hash: string;
  readonly quality: number;
}

const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;
const DISTANCE = { distance: { type: 'string', default: `${MOST_BITS}` } } as const;

export async function runPicture(args: readonly string[], terminal: Terminal): Promise<number> {
  const [sub, ...rest] = args;
  switch (sub) {
    case 'hash':
      return runHash(rest, terminal);
    case 'match':
      return runMatch(rest, terminal);
    case 'similar':
      return runSimilar(rest, terminal);
    case 'frames':
      return runFrames(rest, terminal);
    case 'same-video':
      return runSameVideo(rest, terminal);
    default:
      throw new Refusal('badUsage.subcommand', {
        choices: 'hash, match, similar, frames, same-video',
        found: printable(sub ?? ''),
        command: 'picture',
      });
  }
}

async function runHash(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, JSON_OPTION);
  return each(positionals, terminal, ({ path, hash, quality }) =>
    terminal.out(
      values.json
        ? JSON.stringify({ path, hash, quality })
        : printable(`${hash}  ${`${quality}`.padStart(3)}  ${path}`),
    ),
  );
}

async function runMatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = { ...JSON_OPTION, ...DISTANCE, list: { type: 'string' } } as const;
  const { values, positionals } = wordsAndOptions(args, options);
  const listFile = required(values.list, 'list');
  const most = distanceOf(values.distance);
  const list = readPictureList(smallFile(listFile, { most: LIST_BYTES }).toString('utf8'));
  const index = new PictureIndex(Buffer.concat(list.map(({ hash }) => hash)));
  return each(positionals, terminal, ({ path, hash, quality }) => {
    // One colour, or nearly so, is near to whatever is: it says nothing.
    const near = quality < LEAST_QUALITY ? [] : index.near(Buffer.from(hash, 'hex'), most);
    for (const { row, distance } of near) {
      const label = list[row]?.label ?? '';
      if (values.json) terminal.out(JSON.stringify({ path, hash, quality, entry: row + 1, distance, label }));
      else
        terminal.out(
          printable(`${path}: entry ${row + 1}, distance ${distance}${label === '' ? '' : `, ${label}`}`),
        );
    }
  });
}

async function runSimilar(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = { ...JSON_OPTION, ...DISTANCE } as const;
  const { values, positionals } = wordsAndOptions(args, options);
  const most = distanceOf(values.distance);
  const all: Hashed[] = [];
  const code = await each(
    positionals,
    terminal,
    (one) => void (one.quality >= LEAST_QUALITY && all.push(one)),
  );
  for (const [number, group] of nearDuplicates(
    all.map(({ hash }) => Buffer.from(hash, 'hex')),
    most,
  ).entries()) {
    const paths = group.map((place) => all[place]?.path ?? '');
    if (values.json) terminal.out(JSON.stringify({ group: number + 1, paths }));
    else terminal.out(printable(`Group ${number + 1}: ${paths.join('  ')}`));
  }
  return code;
}

async function runFrames(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = wordsAndOptions(args, {});
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new Refusal('badUsage.oneVideo', { count: positionals.length, command: 'picture' });
  for (const frame of await framesIn(path)) terminal.out(frameLine(frame));
  return EXIT.done;
}

/** Each a video, or the frames of one as `picture frames` writes them. */
async function runSameVideo(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = { ...JSON_OPTION, ...DISTANCE } as const;
  const { values, positionals } = wordsAndOptions(args, options);
  const [first, other, ...more] = positionals;
  if (first === undefined || other === undefined || more.length > 0)
    throw new Refusal('badUsage.twoVideos', { count: positionals.length, command: 'picture' });
  const mostBits = distanceOf(values.distance);
  const shares = compareVideos(await framesIn(first), await framesIn(other), { mostBits });
  if (values.json) terminal.out(JSON.stringify({ first, other, ...shares }));
  else {
    terminal.out(printable(`${shares.ofFirst.toFixed(2)} % of the frames of ${first} are in ${other}`));
    terminal.out(printable(`${shares.ofOther.toFixed(2)} % of the frames of ${other} are in ${first}`));
  }
  return EXIT.done;
}

async function framesIn(path: string): Promise<readonly VideoFrame[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = (await file.read(Buffer.alloc(100), 0, 100, 0)).buffer.toString('latin1');
    if (/^\d{1,9},\d{1,3},[0-9a-f]{64},/.test(head)) {
      const frames = size > LIST_BYTES ? undefined : readFrames(await file.readFile('utf8'));
      if (frames === undefined)
        throw new Refusal('badUsage.videoFrames', { found: printable(path), command: 'picture' });
      return frames;
    }
    const program = await videoProgram();
    if (program === undefined) throw new Refusal('badUsage.videoProgram');
    const read = async (at: number, target: Uint8Array): Promise<number> =>
      (await file.read(target, 0, target.length, at)).bytesRead;
    const look = await framesOf(program, (write) => pieces({ name: 'video', size, read }, write));
    if (look.ok) return look.frames;
    throw new Refusal('badUsage.videoRead', {
      found: inEnglish(`${look.reason}: ${look.detail}`),
      command: 'picture',
    });
  } finally {
    await file.close();
  }
}

/** In order, one at a time; what cannot be read is said, and the rest is read. */
async function each(
  paths: readonly string[],
  terminal: Terminal,
  act: (hashed: Hashed) => void,
): Promise<number> {
  argument(paths[0], 'FILE');
  const pool = picturePool();
  let failures = 0;
  try {
    for (const path of paths) {
      const file = await open(path, 'r');
      try {
        const read = async (at: number, target: Uint8Array): Promise<number> =>
          (await file.read(target, 0, target.length, at)).bytesRead;
        const look = await lookAtPicture(
          pool,
          { name: 'picture', size: statSync(path).size, read },
          { fingerprint: true },
        );
        if (look.ok && look.read.pdq !== undefined) act({ path, ...look.read.pdq });
        else {
          failures += 1;
          terminal.err(printable(`${path}: ${look.ok ? '' : `${look.reason}: ${look.detail}`}`));
        }
      } finally {
        await file.close();
      }
    }
    for (const [wall, why] of Object.entries(pool.walls.missing))
      terminal.err(`Wall missing: ${wall}: ${why}`);
  } finally {
    pool.close();
  }
  return failures === 0 ? EXIT.done : EXIT.refused;
}

function distanceOf(text: string): number {
  return numberFrom(text, { option: 'distance', least: 0, most: MOST_BITS });
}
