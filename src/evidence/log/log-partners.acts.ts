// Keeps the list of time-stamp authorities and the witness policy, and asks them about the newest checkpoint.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { ifThere, writeAtomically } from '../../platform/files.ts';
import type { Home } from '../../platform/home.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { consistencyProof } from '../../verify/tiles.ts';
import { parsePolicy, quorumMet, type Policy } from '../../verify/policy.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import { parseNote, verifySignatures } from '../../verify/note.ts';
import type { Installation } from './installation.acts.ts';
import { bestKept, keepCheckpoint, keptFolder, keptTokens } from './log-kept.acts.ts';
import {
  authoritiesSchema,
  authoritySchema,
  PARTNER_FILES,
  type TimestampAuthority,
} from './log-partners.ts';
import { pairOf } from './log-keys.acts.ts';
import { openCheckpoint, type Published } from './log-publish.acts.ts';
import { chainPem } from './timestamp.ts';
import { requestTimestamp } from './timestamp.acts.ts';
import { collectCosignatures } from './witness-client.acts.ts';

const POLICY_BYTES_MAX = 512 * 1024;

export async function readAuthorities(home: Home): Promise<readonly TimestampAuthority[]> {
  const path = join(home.path, PARTNER_FILES.authorities);
  const text = await readIfThere(path);
  if (text === undefined) return [];
  try {
    return authoritiesSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Refusal('badInput.timestampFile', {
      path,
      found: cause instanceof Error ? cause.message : '',
      cause,
    });
  }
}

/** Adds one, or replaces the one of the same name. */
export async function addAuthority(home: Home, authority: TimestampAuthority): Promise<void> {
  const parsed = authoritySchema.safeParse(authority);
  if (!parsed.success) {
    throw new Refusal('badUsage.timestampName', { found: parsed.error.issues[0]?.message });
  }
  if (authority.trust !== undefined) certificatesOfPem(authority.trust, 'trusted certificates');
  const others = (await readAuthorities(home)).filter((one) => one.name !== authority.name);
  const list = authoritiesSchema.safeParse([...others, parsed.data]);
  if (!list.success) throw new Refusal('badUsage.timestampCount', { count: others.length + 1 });
  await writeAuthorities(home, list.data);
}

/** Twice is once. */
export async function removeAuthority(home: Home, name: string): Promise<void> {
  const all = await readAuthorities(home);
  const others = all.filter((one) => one.name !== name);
  if (others.length === all.length) return;
  await writeAuthorities(home, others);
}

async function writeAuthorities(home: Home, list: readonly TimestampAuthority[]): Promise<void> {
  const text = JSON.stringify(list, undefined, 2);
  await writeAtomically(join(home.path, PARTNER_FILES.authorities), `${text}\n`, 0o600);
}

export async function readWitnessPolicy(home: Home): Promise<{ policy: Policy; text: string } | undefined> {
  const text = await readIfThere(join(home.path, PARTNER_FILES.policy));
  if (text === undefined) return undefined;
  return { policy: parsePolicy(Buffer.from(text), PARTNER_FILES.policy, nodeCrypto), text };
}

/** `note`: done when it is sure that these bytes are a policy, before they are written. */
export async function writeWitnessPolicy(
  home: Home,
  bytes: Uint8Array,
  name: string,
  note: () => Promise<void> = () => Promise.resolve(),
): Promise<Policy> {
  if (bytes.length > POLICY_BYTES_MAX) {
    throw new Refusal('tooLarge.policyLength', { length: bytes.length });
  }
  const policy = parsePolicy(bytes, name, nodeCrypto);
  await note();
  await writeAtomically(join(home.path, PARTNER_FILES.policy), bytes, 0o600);
  return policy;
}

export interface Stamping {
  readonly name: string;
  /** The time the authority states; undefined when it did not stamp. */
  readonly time?: string;
  readonly isTrusted?: boolean;
  readonly problem?: string;
}

/** Asks these authorities, or every configured one, to stamp the checkpoint; one that stamped it before is not asked again. */
export async function stampCheckpoint(
  house: Installation,
  checkpoint: Published,
  authorities?: readonly TimestampAuthority[],
): Promise<Stamping[]> {
  const done = new Set((await keptTokens(house, checkpoint)).map((token) => token.name));
  const results: Stamping[] = [];
  for (const authority of authorities ?? (await readAuthorities(house.home))) {
    if (done.has(authority.name)) results.push({ name: authority.name, time: 'already' });
    else results.push(await stampOnce(house, checkpoint, authority));
  }
  return results;
}

async function stampOnce(
  house: Installation,
  checkpoint: Published,
  authority: TimestampAuthority,
): Promise<Stamping> {
  const trust =
    authority.trust === undefined ? [] : certificatesOfPem(authority.trust, `trust of ${authority.name}`);
  try {
    const { response, verified } = await requestTimestamp({
      url: authority.url,
      data: checkpoint.note,
      trust,
      crypto: nodeCrypto,
      random: house.random,
    });
    const chain = chainPem(response, trust, authority.name);
    await keepCheckpoint(house, checkpoint, [{ name: authority.name, token: response, chain }]);
    return { name: authority.name, time: verified.time, isTrusted: verified.trusted };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { name: authority.name, problem: error.message };
  }
}

export interface Witnessing {
  readonly checkpoint: Published;
  readonly quorum: boolean;
  readonly witnesses: readonly {
    readonly name: string;
    readonly cosigned: boolean;
    readonly problem?: string;
    /** Where both checkpoints were kept, when the witness holds another history of this log. */
    readonly fork?: string;
  }[];
}

/** Collects cosignatures of the newest checkpoint from the witnesses of the policy. */
export async function witnessCheckpoint(house: Installation, published: Published): Promise<Witnessing> {
  const configured = await readWitnessPolicy(house.home);
  if (configured === undefined) {
    throw new Refusal('notReady.witnessPolicy');
  }
  const { policy } = configured;
  const start = (await bestKept(house, published.size)) ?? published;
  const { ed25519, mlDsa44 } = pairOf(house.keys, published.size);
  const collected = await collectCosignatures({
    checkpoint: start.note,
    policy: { ...policy, logs: [{ key: ed25519 }, { key: mlDsa44 }] }, // ours, whether the file names us or not
    proofFor: (oldSize) => consistencyProof(nodeCrypto, house.folder.read, oldSize, published.size),
    keyChanges: await keyChangeProofs(house),
    crypto: nodeCrypto,
  });
  const checkpoint = await openCheckpoint(collected.checkpoint, house.keys, house.identity.origin);
  if (collected.checkpoint !== start.note) await keepCheckpoint(house, checkpoint, []);
  const witnesses = [];
  for (const { held, isFork, ...witness } of collected.witnesses) {
    const fork = isFork === true && held !== undefined ? await keepFork(house, held, start.note) : undefined;
    witnesses.push({ ...witness, ...(fork === undefined ? {} : { fork }) });
  }
  return { checkpoint, quorum: await hasQuorum(checkpoint.note, policy), witnesses };
}

/** How the log came to its keys, as far as the proofs are here. */
async function keyChangeProofs({ folder }: Installation): Promise<Uint8Array<ArrayBuffer>[]> {
  const names = (await folder.list('key-changes')).filter((name) => name.endsWith('.tlog-proof')).sort();
  return Promise.all(names.map(async (name) => Uint8Array.from(await folder.read(`key-changes/${name}`))));
}

/** Both checkpoints are signed by this log: together they prove to anybody that it had two histories. */
async function keepFork(house: Installation, held: string | Uint8Array, sent: Uint8Array): Promise<string> {
  const theirs = Buffer.from(held);
  const folder = keptFolder(theirs, 0).replace('kept/0-', 'forks/');
  await house.folder.write([
    { path: `${folder}/held-by-witness.note`, bytes: theirs },
    { path: `${folder}/sent.note`, bytes: sent },
  ]);
  return join(house.folder.path, folder);
}

/** Whether the witnesses that cosigned are enough by the policy. */
export async function hasQuorum(note: Uint8Array, policy: Policy): Promise<boolean> {
  const keys = policy.witnesses.map((witness) => witness.key);
  const verified = await verifySignatures(nodeCrypto, parseNote(note, 'checkpoint'), keys, 'checkpoint');
  return quorumMet(
    policy,
    verified.filter((one) => one.unchecked === undefined && (one.time ?? 0) > 0).map((one) => one.key),
  );
}

async function readIfThere(path: string): Promise<string | undefined> {
  return ifThere(readFile(path, 'utf8'));
}
