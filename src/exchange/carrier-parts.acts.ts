// Packages of offers on a carrier: the same encrypted file that is fetched by line, in pieces that fit any carrier, with the list of its parts.
// What is taken off a carrier lies where fetching by line would put it, is checked against the signed header before it counts, and what is
// missing is fetched by line, if there is one.
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { ifThere } from '../platform/files.ts';
import { sealedPath } from './offer.acts.ts';
import { theirFile, toldOffers } from './offer.store.ts';
import { leavesOf, partPath, refuseNoRoom } from './parts.acts.ts';

const ATTACHMENTS = 'attachments';
const PIECE_BYTES = 1024 * 1024 * 1024;
const LIST = 'chunks';

interface CarriedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** Of offers that this peer has not answered. Paths below the folder of the carrier. */
export async function writeParts(
  house: Installation,
  peerOrigin: string,
  folder: string,
): Promise<CarriedFile[]> {
  const written: CarriedFile[] = [];
  for (const offer of await toldOffers(house.db.kysely, peerOrigin)) {
    const from = sealedPath(house, offer);
    const size = await sizeOf(from);
    if (offer.attachment === undefined || size === undefined) continue;
    const at = join(ATTACHMENTS, offer.attachment.sha256);
    await mkdir(join(folder, at), { recursive: true });
    const list = await readFile(`${from}.chunks`);
    await writeFile(join(folder, at, LIST), list, { flag: 'wx', flush: true });
    written.push({
      path: `${at}/${LIST}`,
      sha256: createHash('sha256').update(list).digest('hex'),
      size: list.length,
    });
    for (let i = 0; i * PIECE_BYTES < size; i++) {
      const path = `${at}/${String(i).padStart(6, '0')}.part`;
      written.push({ path, ...(await copyPiece(from, i, join(folder, path))) });
    }
  }
  return written;
}

async function copyPiece(from: string, i: number, to: string): Promise<Omit<CarriedFile, 'path'>> {
  const digest = createHash('sha256');
  let size = 0;
  const file = await open(to, 'wx');
  try {
    const start = i * PIECE_BYTES;
    const pieces = createReadStream(from, {
      start,
      end: start + PIECE_BYTES - 1,
      highWaterMark: 1024 * 1024,
    });
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      digest.update(piece);
      size += piece.length;
      await file.write(piece);
    }
    await file.datasync();
  } finally {
    await file.close();
  }
  return { sha256: digest.digest('hex'), size };
}

/** What is on the carrier of offers of this peer that are not here yet; how many files, and what was left there with the reason. */
export async function takeParts(
  house: Installation,
  peerOrigin: string,
  folder: string,
): Promise<{
  readonly taken: number;
  readonly left: readonly { readonly path: string; readonly why: string }[];
}> {
  const left: { path: string; why: string }[] = [];
  let taken = 0;
  const names = (await ifThere(readdir(join(folder, ATTACHMENTS)))) ?? []; // it carries messages alone
  for (const sha256 of names.slice(0, 1000)) {
    const at = `${ATTACHMENTS}/${sha256}`;
    const offer = await theirFile(house.db.kysely, peerOrigin, sha256);
    if (offer?.attachment === undefined) left.push({ path: at, why: 'of no offer of this peer' });
    else if (offer.hereAt === undefined)
      try {
        await takeOne(house, offer, offer.attachment, join(folder, at));
        taken += 1;
      } catch (error) {
        left.push({ path: at, why: error instanceof Error ? error.message : 'not readable' });
      }
  }
  return { taken, left };
}

async function takeOne(
  house: Installation,
  offer: Parameters<typeof partPath>[1],
  attachment: { readonly size: number; readonly chunks: string },
  from: string,
): Promise<void> {
  const list = await readPlain(join(from, LIST), 64 * 1024 * 1024);
  if (list === undefined) throw new Error('without the list of its parts');
  await leavesOf(list, attachment);
  const to = await partPath(house, offer);
  await refuseNoRoom(house.home.incoming, attachment.size, 0);
  const file = await open(to, 'a+').then(async (made) => {
    await made.close();
    return open(to, 'r+');
  });
  try {
    for (let i = 0; i * PIECE_BYTES < attachment.size; i++) {
      const piece = await ifThere(
        open(join(from, `${String(i).padStart(6, '0')}.part`), constants.O_RDONLY | constants.O_NOFOLLOW),
      ); // on another carrier, or by line
      if (piece === undefined) continue;
      let place = i * PIECE_BYTES;
      const end = Math.min(attachment.size, place + PIECE_BYTES);
      for await (const bytes of piece.createReadStream({
        highWaterMark: 1024 * 1024,
      }) as AsyncIterable<Buffer>) {
        if (place + bytes.length > end) throw new Error('a piece that is longer than was signed');
        await file.write(bytes, 0, bytes.length, place);
        place += bytes.length;
      }
    }
    await file.datasync();
  } finally {
    await file.close();
  }
  await writeFile(`${to}.chunks`, list, { flush: true, mode: 0o600 });
}

async function readPlain(path: string, bytesMax: number): Promise<Buffer | undefined> {
  const size = await sizeOf(path);
  return size === undefined || size > bytesMax ? undefined : readFile(path);
}

async function sizeOf(path: string): Promise<number | undefined> {
  const info = await ifThere(stat(path));
  return info?.isFile() === true ? info.size : undefined;
}
