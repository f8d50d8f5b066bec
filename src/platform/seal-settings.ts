// With what the letters of this agency are sealed: `keys/seal.json` of the installation names the certificate and where its passphrase or
// PIN is read from. The secret itself stands in no command line and in no file of ours.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { errorCode, writeAtomically } from './files.ts';
import type { Home } from './home.ts';
import { p12Signer, tokenSigner, type SealSigner } from './seal-signer.ts';

const path = z.string().min(1).max(4000);
const label = z.string().min(1).max(200);
const settings = z.discriminatedUnion('kind', [
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('pkcs12'),
    file: path,
    passphraseFile: path,
    /** PEM of the roots, kept with what a verifier needs in later years. */
    roots: path.optional(),
  }),
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('pkcs11'),
    module: path,
    token: label,
    label,
    pinFile: path,
    /** PEM, the certificate of the key first. */
    chain: path,
    roots: path.optional(),
  }),
]);

export type SealSettings = Readonly<z.infer<typeof settings>>;

export interface OpenedSeal {
  readonly signer: SealSigner;
  /** As its certificate names the agency. */
  readonly name: string;
  readonly certificate: X509Certificate;
  readonly roots: readonly Buffer[];
}

const FILE_BYTES_MAX = 1024 * 1024;

const placeOf = (home: Home): string => join(home.keys, 'seal.json');

/** Undefined: letters are not sealed here. Refusals: badInput (a file that was changed by hand). */
export async function readSealSettings(home: Home): Promise<SealSettings | undefined> {
  const at = placeOf(home);
  let text: string;
  try {
    text = await readFile(at, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return settings.parse(JSON.parse(text));
  } catch (cause) {
    throw new Refusal('badInput.sealSettings', {
      at,
      found: cause instanceof Error ? cause.message.slice(0, 200) : '–',
      cause,
    });
  }
}

/** Opened once before, so that what is set is known to work. Refuses what `openSeal` does. */
export async function writeSealSettings(home: Home, chosen: SealSettings): Promise<OpenedSeal> {
  const opened = await openSeal(chosen);
  await writeAtomically(placeOf(home), `${JSON.stringify(chosen, undefined, 2)}\n`, 0o600);
  return opened;
}

export async function removeSealSettings(home: Home): Promise<void> {
  await rm(placeOf(home), { force: true });
}

/** Refusals: notFound (a file), badInput (what is in it, or the passphrase). A token is asked only when it signs. */
export async function openSeal(chosen: SealSettings): Promise<OpenedSeal> {
  const roots = chosen.roots === undefined ? [] : certificatesOf(await contentOf(chosen.roots), chosen.roots);
  const signer =
    chosen.kind === 'pkcs12'
      ? await p12Signer(await contentOf(chosen.file), await secretIn(chosen.passphraseFile))
      : tokenSigner({
          module: chosen.module,
          token: chosen.token,
          label: chosen.label,
          pin: await secretIn(chosen.pinFile),
          chain: certificatesOf(await contentOf(chosen.chain), chosen.chain),
        });
  const certificate = new X509Certificate(signer.chain[0] ?? Buffer.alloc(0));
  return { signer, name: nameIn(certificate), certificate, roots };
}

/** Its organisation, and its common name where it has none. */
function nameIn({ subject }: X509Certificate): string {
  const part = (key: string): string | undefined => new RegExp(`^${key}=(.+)$`, 'm').exec(subject)?.[1];
  return (part('CN') ?? part('O') ?? 'a certificate without a name').slice(0, 400);
}

function certificatesOf(pem: Buffer, at: string): Buffer[] {
  const found = [...pem.toString('latin1').matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)];
  if (found.length === 0) throw new Refusal('badInput.pemCertificates', { at });
  return found.map(([, text]) => Buffer.from(text ?? '', 'base64'));
}

/** Its first line. */
async function secretIn(at: string): Promise<string> {
  return (await contentOf(at)).toString('utf8').split(/\r?\n/)[0] ?? '';
}

async function contentOf(at: string): Promise<Buffer> {
  try {
    const { size } = await stat(at);
    if (size > FILE_BYTES_MAX) throw new RangeError(`${size} bytes`);
    return await readFile(at);
  } catch (cause) {
    throw new Refusal('notFound.sealFile', {
      max: FILE_BYTES_MAX,
      at,
      found: cause instanceof Error ? cause.message : '–',
      cause,
    });
  }
}
