// Checkpoints that are kept for good: those that witnesses cosigned and those that time-stamp authorities stamped.
// Each in a folder of its own, `log/kept/<size>-<digest>/`, with its tokens; nothing in it ever changes but by adding.
import { createHash } from 'node:crypto';
import type { LogFile } from '../../platform/log-folder.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { verifyTimestamp } from '../../verify/timestamp.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import type { Findings } from './findings.ts';
import type { Installation } from './installation.acts.ts';
import { openCheckpoint, type Published } from './log-publish.acts.ts';

export interface KeptCheckpoint extends Published {
  /** `kept/…`, or `checkpoint` for the one last published. */
  readonly place: string;
  /** Time stamps over the very bytes of `note`. */
  readonly tokens: number;
}

interface KeptToken {
  readonly name: string;
  readonly token: Uint8Array;
  /** The certificates it is checked with, PEM. */
  readonly chain: string;
}

export function keptFolder(note: Uint8Array, size: number): string {
  return `kept/${size}-${createHash('sha256').update(note).digest('hex').slice(0, 16)}`;
}

/** Keeps a checkpoint, and the tokens over it. Keeping the same again changes nothing. */
export async function keepCheckpoint(
  house: Installation,
  checkpoint: Published,
  tokens: readonly KeptToken[],
): Promise<void> {
  const folder = keptFolder(checkpoint.note, checkpoint.size);
  const files: LogFile[] = tokens.flatMap(({ name, token, chain }) => [
    { path: `${folder}/${name}.pem`, bytes: Buffer.from(chain) }, // before the token that needs it
    { path: `${folder}/${name}.tsr`, bytes: token },
  ]);
  await house.folder.write([{ path: `${folder}/checkpoint.note`, bytes: checkpoint.note }, ...files]);
}

export async function keptTokens(
  house: Pick<Installation, 'folder'>,
  checkpoint: Pick<Published, 'note' | 'size'>,
): Promise<KeptToken[]> {
  const folder = keptFolder(checkpoint.note, checkpoint.size);
  const names = (await house.folder.list(folder)).filter((name) => name.endsWith('.tsr')).sort();
  return Promise.all(
    names.map(async (file) => {
      const name = file.slice(0, -'.tsr'.length);
      const chain = await house.folder.read(`${folder}/${name}.pem`);
      return {
        name,
        token: await house.folder.read(`${folder}/${file}`),
        chain: Buffer.from(chain).toString('utf8'),
      };
    }),
  );
}

/** Every checkpoint kept, its signatures and tokens checked; what fails goes to the findings. */
export async function keptCheckpoints(house: Installation, findings: Findings): Promise<KeptCheckpoint[]> {
  const kept: KeptCheckpoint[] = [];
  for (const name of await keptNames(house)) {
    const place = `kept/${name}`;
    try {
      const note = await house.folder.read(`${place}/checkpoint.note`);
      const checkpoint = await openCheckpoint(note, house.keys, house.identity.origin);
      const tokens = await keptTokens(house, checkpoint);
      for (const token of tokens) await checkToken(checkpoint, token, place);
      kept.push({ ...checkpoint, place, tokens: tokens.length });
    } catch (error) {
      findings.add(
        place,
        'a checkpoint of this log with sound time stamps',
        error instanceof Error ? error.message : 'another',
      );
    }
  }
  return kept;
}

/** The checkpoint is the first file of its folder; one that is still empty was being made when the program was killed. */
export async function keptNames(house: Pick<Installation, 'folder'>): Promise<string[]> {
  const names: string[] = [];
  for (const name of (await house.folder.list('kept')).sort()) {
    const files = await house.folder.list(`kept/${name}`);
    if (files.some((file) => !file.startsWith('.'))) names.push(name);
  }
  return names;
}

/** The newest checkpoint kept at this size: with the most signatures, then with the most tokens. */
export async function bestKept(house: Installation, size: number): Promise<Published | undefined> {
  const found: { checkpoint: Published; weight: number }[] = [];
  for (const name of await keptNames(house)) {
    if (!name.startsWith(`${size}-`)) continue;
    const note = await house.folder.read(`kept/${name}/checkpoint.note`);
    const checkpoint = await openCheckpoint(note, house.keys, house.identity.origin);
    const tokens = await keptTokens(house, checkpoint);
    found.push({ checkpoint, weight: note.length * 100 + tokens.length });
  }
  return found.sort((a, b) => b.weight - a.weight)[0]?.checkpoint;
}

/** The newest of them, with how many tokens each has; at most `limit`. Only the log's own signatures are checked. */
export async function newestKept(
  house: Installation,
  limit: number,
): Promise<{ readonly checkpoint: Published; readonly tokens: number }[]> {
  const size = (name: string): number => Number.parseInt(name, 10);
  const names = (await keptNames(house)).sort((a, b) => size(b) - size(a)).slice(0, limit);
  const found = [];
  for (const name of names) {
    const note = await house.folder.read(`kept/${name}/checkpoint.note`);
    const files = await house.folder.list(`kept/${name}`);
    const checkpoint = await openCheckpoint(note, house.keys, house.identity.origin);
    found.push({ checkpoint, tokens: files.filter((file) => file.endsWith('.tsr')).length });
  }
  return found;
}

/** Throws Fault, of a token that is not over the note. */
export async function checkToken(
  checkpoint: Pick<Published, 'note'>,
  { name, token, chain }: KeptToken,
  place: string,
): Promise<void> {
  const certificates = certificatesOfPem(chain, `${place}/${name}.pem`);
  await verifyTimestamp(nodeCrypto, {
    token,
    data: checkpoint.note,
    trust: [],
    chain: certificates,
    place: `${place}/${name}.tsr`,
  });
}
