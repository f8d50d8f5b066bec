// Sets an installation up: folders, keys, settings, database, and the first event of its log, which enrols the service
// key. Each step is harmless to repeat, so an `init` that was killed is completed by running it again.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isoLocal, isoUtc } from '../../base/time.ts';
import { base64 } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { ifThere, writeAtomically } from '../../platform/files.ts';
import { makeHome, type Home } from '../../platform/home.ts';
import { keyFile } from '../../platform/keys.ts';
import {
  checkSettings,
  createSettings,
  isSetUp,
  readSettings,
  type Settings,
} from '../../platform/settings.ts';
import { formatVerifierKey } from '../../verify/note-key.ts';
import { openInstallation, type OpenOptions } from './open.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { KEY_NAMES, keyItem, trustText } from '../log/key-names.ts';
import { TOOL } from '../log/tool.ts';

interface InitRequest {
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly state: string;
  /** Name of the log: a schema-less URL. */
  readonly origin: string;
}

interface Initialised {
  readonly settings: Settings;
  /** C2SP verifier keys of the log: what partners trust it by. */
  readonly verifierKeys: readonly string[];
  /** Where they lie as a trust file, ready to be given to partners. */
  readonly trustFile: string;
  readonly serviceFingerprint: string;
  /** True when everything was there already. */
  readonly repeated: boolean;
}

const FIRST_ACT = 'init';

export async function initialise(
  home: Home,
  request: InitRequest,
  options: OpenOptions = {},
): Promise<Initialised> {
  const env = options.env ?? process.env;
  const clock = options.clock ?? Date.now;
  const settings = checkSettings({ v: 1, ...request, created: isoUtc(clock()) });
  const passphrase = env['COMITY_PASSPHRASE'];
  // As a container sets one whose secret is missing: the keys would be called encrypted, and open to everybody.
  if (passphrase === '') throw new Refusal('badUsage.emptyPassphrase');
  await refuseLostSettings(home);
  await makeHome(home);
  await keyFile(home.keys, KEY_NAMES.ed25519, 'ed25519', passphrase);
  await keyFile(home.keys, KEY_NAMES.mlDsa44, 'ml-dsa-44', passphrase);
  await keyFile(home.keys, KEY_NAMES.service, 'ed25519', passphrase);
  await createOrMatch(home, settings);
  const house = await openInstallation(home, { ...options, isNew: true });
  try {
    const recorded = await enrolServiceKey(house);
    await house.publish(); // also where an `init` was killed between recording and publishing
    const verifierKeys = [house.keys.ed25519.key, house.keys.mlDsa44.key].map(formatVerifierKey);
    const trustFile = join(home.path, 'trust.txt');
    await writeAtomically(trustFile, trustText(house.settings, verifierKeys), 0o644);
    return {
      settings: house.settings,
      verifierKeys,
      trustFile,
      serviceFingerprint: house.identity.service.signing.fingerprint,
      repeated: recorded.repeated,
    };
  } finally {
    await house.close();
  }
}

/**
 * Refuses (`damaged`) a home in which things stand that are made after the settings, and no settings: they were lost, and others
 * would give the same log another name. The first three keys are made before them, so an `init` that was killed goes on.
 */
export async function refuseLostSettings(home: Home): Promise<void> {
  if (await isSetUp(home)) return;
  const first = Object.values(KEY_NAMES).flatMap((name) => [`${name}.pem`, `${name}.pub.pem`]);
  const found: string[] = [];
  for (const folder of [home.keys, home.log, home.store, home.postgres]) {
    const names = (await ifThere(readdir(folder))) ?? [];
    const before = ['lost+found', ...(folder === home.keys ? first : [])];
    if (names.some((name) => !name.startsWith('.') && !before.includes(name))) found.push(folder);
  }
  if (found.length === 0) return;
  throw new Refusal('damaged.homeWithoutSettings', {
    home: home.path,
    settings: home.settings,
    kept: found.join(', '),
  });
}

function enrolServiceKey(house: Installation) {
  const { signing } = house.identity.service;
  return house.log.append({
    key: FIRST_ACT,
    events: [
      {
        type: 'keyEnrolled',
        item: keyItem(signing.fingerprint),
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        facts: {
          key: signing.fingerprint,
          algorithm: signing.algorithm,
          use: 'service',
          publicKey: base64(signing.spki),
        },
      },
    ],
  });
}

async function createOrMatch(home: Home, wanted: Settings): Promise<void> {
  try {
    await createSettings(home, wanted);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'alreadyExists') throw error;
    const found = await readSettings(home);
    if (found.agency === wanted.agency && found.state === wanted.state && found.origin === wanted.origin)
      return;
    throw new Refusal('alreadyExists.otherInstallation', {
      home: home.path,
      agency: wanted.agency,
      other: found.agency,
      state: found.state,
      origin: found.origin,
      cause: error,
    });
  }
}
