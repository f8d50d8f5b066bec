// ./comity request seal set | show | remove | make: with what the letters of this agency are sealed, and one sealed now.
import { resolve } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { findCase } from '../cases/case.store.ts';
import { homeOf } from '../platform/home.ts';
import { readSettings } from '../platform/settings.ts';
import {
  openSeal,
  readSealSettings,
  removeSealSettings,
  writeSealSettings,
  type OpenedSeal,
  type SealSettings,
} from '../platform/seal-settings.ts';
import { sealFacts, sealLetter } from '../requests/verbs/letters/seal.acts.ts';
import { standingSignature } from '../requests/machine/signature/signature.store.ts';
import { requestOf } from '../requests/machine/states/request.store.ts';
import { TEXT, optionsOf } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable, refuseSpare } from './words.ts';

const FORM = /^(?<reference>[A-Z]{2}-\d{4}-\d{6,})\/R(?<number>[1-9]\d{0,8})$/;
const COMMAND = 'request seal';

/** Refusals: badUsage, notReady, notFound, badInput, notReachable, conflict. */
export async function runSeal(args: readonly string[], terminal: Terminal): Promise<number> {
  const [sub, ...rest] = args;
  switch (sub) {
    case 'set':
      return setSeal(rest, terminal);
    case 'show':
      refuseSpare(rest);
      return showSeal(terminal);
    case 'remove':
      refuseSpare(rest);
      await removeSealSettings(await ownHome());
      terminal.out('Letters are not sealed any more. Those that were stay as they are.');
      return EXIT.done;
    case 'make':
      return makeSeal(rest, terminal);
    default:
      throw new Refusal('badUsage.subcommand', {
        choices: 'set, show, remove, make',
        found: printable(sub ?? ''),
        command: COMMAND,
      });
  }
}

async function setSeal(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, {
    p12: TEXT,
    'passphrase-file': TEXT,
    module: TEXT,
    token: TEXT,
    label: TEXT,
    'pin-file': TEXT,
    chain: TEXT,
    roots: TEXT,
  });
  const { p12, module, token, label, chain } = values;
  const [passphraseFile, pinFile] = [values['passphrase-file'], values['pin-file']];
  const roots = values.roots === undefined ? {} : { roots: resolve(values.roots) };
  let chosen: SealSettings;
  if (p12 !== undefined && passphraseFile !== undefined && module === undefined)
    chosen = { v: 1, kind: 'pkcs12', file: resolve(p12), passphraseFile: resolve(passphraseFile), ...roots };
  else if (module && token && label && pinFile && chain && p12 === undefined)
    chosen = {
      v: 1,
      kind: 'pkcs11',
      module: resolve(module),
      token,
      label,
      pinFile: resolve(pinFile),
      chain: resolve(chain),
      ...roots,
    };
  else
    throw new Refusal('badUsage.sealMeans', {
      found: Object.keys(values).join(', '),
      command: COMMAND,
    });
  tell(await writeSealSettings(await ownHome(), chosen), terminal);
  return EXIT.done;
}

async function showSeal(terminal: Terminal): Promise<number> {
  const chosen = await readSealSettings(await ownHome());
  if (chosen === undefined) terminal.out('Letters are not sealed: each says so, and its proof is the proof.');
  else tell(await openSeal(chosen), terminal);
  return EXIT.done;
}

function tell(opened: OpenedSeal, terminal: Terminal): void {
  const { name, issuer, validTo, fingerprint, isSaidQualified } = sealFacts(opened);
  for (const line of [
    `Letters are sealed by ${name}`,
    `issued by ${issuer}, until ${validTo}`,
    `SHA-256 ${fingerprint}`,
    isSaidQualified
      ? 'The certificate says that it is qualified; whether it is stands in the trusted list of its State.'
      : 'The certificate does not say that it is qualified.',
  ])
    terminal.out(printable(line));
}

async function makeSeal(args: readonly string[], terminal: Terminal): Promise<number> {
  const { reference = '', number } = FORM.exec(args[0] ?? '')?.groups ?? {};
  if (number === undefined || args.length > 1)
    throw new Refusal('badUsage.requestReference', { found: printable(args.join(' ')), command: COMMAND });
  const sealed = await withInstallation(async (house) => {
    const file = await findCase(house.db.kysely, reference);
    const found = await house.db.transaction(async (tx) => {
      const request = await requestOf(tx, file.id, Number(number));
      const signature = request && (await standingSignature(tx, request));
      return request && signature && { signature, letterIn: request.letterIn };
    });
    if (found === undefined)
      throw new Refusal('notFound.signedRequest', { reference: `${reference}/R${number}` });
    return sealLetter(house, found.signature, found.letterIn);
  });
  if (sealed === undefined) throw new Refusal('notReady.sealCertificate');
  terminal.out(printable(`Sealed by ${sealed.by}, ${sealed.level}.`));
  for (const one of sealed.lacks) terminal.out(printable(`  ${one}`));
  return EXIT.done;
}

async function ownHome() {
  const home = homeOf(process.env);
  await readSettings(home);
  return home;
}
