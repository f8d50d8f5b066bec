// ./comity package create | import | receipt, ./comity exhibit accept
import { writeFile } from 'node:fs/promises';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { courtOfPackages } from '../court/checklist.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import {
  certifiedBy,
  LEFT_OUT_MAX,
  RECORDS_KEPT,
  recordsKept,
  type RecordsCertified,
} from '../evidence/packages/records.ts';
import { createPackage } from '../evidence/packages/package-create.acts.ts';
import { importPackage } from '../evidence/packages/package-import.acts.ts';
import { acceptExhibit, fileReceipt } from '../evidence/custody/transfer.acts.ts';
import type { TrustedPeer } from '../evidence/log/peer.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { personByEmail } from '../people/person.store.ts';
import { readSetting } from '../people/setting.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { Fault } from '../verify/fault.ts';
import { parsePolicy } from '../verify/policy.ts';
import { english } from '../verify/report-words.ts';
import { readTrust } from '../verify/trust.ts';
import { FLAG, TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { smallFile } from './small-file.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { onlyArgument, parseAuthority, printable, required } from './words.ts';

/** Of what comes beside a package: above what each of them can be. */
const SIDE_BYTES = 4 * 1024 * 1024;
const JSON_FLAG = { json: { type: 'boolean', default: false } } as const;

export async function runPackageCreate(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, {
    ...JSON_FLAG,
    case: TEXT,
    exhibit: { type: 'string', multiple: true, default: [] },
    to: TEXT,
    receiver: TEXT,
    'receiver-state': TEXT,
    offer: FLAG,
    'without-quorum': FLAG,
    zip: FLAG,
    'encrypt-to': { type: 'string', multiple: true, default: [] },
    'certified-by': TEXT,
    'left-out': TEXT,
    'without-certificate': FLAG,
  });
  const receiver =
    values.receiver === undefined
      ? undefined
      : { name: values.receiver, state: stateOf(values['receiver-state']) };
  if (values.offer && receiver === undefined) throw missingReceiver();
  const made = await withInstallation(async (house) => {
    const records = await certifiedRecords(house, values);
    return createPackage(house, {
      caseName: required(values.case, 'case'),
      exhibits: values.exhibit,
      to: required(values.to, 'to'),
      ...(receiver === undefined ? {} : { receiver }),
      ...(records === undefined ? {} : { records }),
      courtOf: courtOfPackages(openPublishedLaw(house.db, house.clock), house.clock),
      isOffer: values.offer,
      withoutQuorum: values['without-quorum'],
      form: { isZip: values.zip, encryptTo: values['encrypt-to'] },
      onProgress: (label, done, total) => terminal.progress(label, done, total),
    });
  });
  terminal.endProgress();
  if (values.json) {
    terminal.out(JSON.stringify(made));
    return EXIT.done;
  }
  terminal.out(`Made ${made.path}`);
  terminal.out(
    `  ${made.exhibits.length} exhibit(s), ${made.files} file(s), ${sizeText(made.bytes)}: ${made.exhibits.join(', ')}`,
  );
  for (const [number, conditions] of Object.entries(made.conditions))
    for (const condition of conditions)
      terminal.err(
        `  LIMITED: ${number} is under the condition "${printable(condition)}". Hand it over only where that allows it, and keep on what ground.`,
      );
  for (const stamp of made.stamps) {
    if (stamp.problem === undefined) terminal.out(`  time-stamped by ${stamp.name}`);
    else terminal.err(`  NOT time-stamped by ${stamp.name}: ${printable(stamp.problem)}`);
  }
  terminal.out(`Check it as the receiver will: ./comity verify ${made.path}`);
  return EXIT.done;
}

interface Certifying {
  readonly 'certified-by'?: string | undefined;
  readonly 'left-out'?: string | undefined;
  readonly 'without-certificate': boolean;
}

/**
 * Where an administrator has said how the records are made, the certificate of records is in the package, as on the pages; in whose name, who
 * asks says (docs/formats/package.md, rule 31a). Refuses badUsage, conflict (nobody has said how they are made), notFound (no such person).
 */
async function certifiedRecords(
  { db }: Installation,
  { 'certified-by': email, 'left-out': leftOut, 'without-certificate': isWithout }: Certifying,
): Promise<RecordsCertified | undefined> {
  const kept = (await readSetting(db.kysely, RECORDS_KEPT, recordsKept))?.value;
  const isAsked = email !== undefined || leftOut !== undefined;
  if (isWithout ? !isAsked : !isAsked && kept === undefined) return undefined;
  if (isWithout || email === undefined)
    throw new Refusal('badUsage.certificateOrNone', {
      found: [
        email !== undefined && '--certified-by',
        leftOut !== undefined && '--left-out',
        isWithout && '--without-certificate',
      ]
        .filter((one) => one !== false)
        .join(', '),
    });
  if (leftOut !== undefined && (leftOut.trim() === '' || leftOut.length > LEFT_OUT_MAX))
    throw new Refusal('badUsage.leftOut', { most: LEFT_OUT_MAX, length: leftOut.trim().length });
  if (kept === undefined) throw new Refusal('conflict.recordsNotSaid');
  const person = await personByEmail(db.kysely, email);
  if (person === undefined) throw new Refusal('notFound.accountAddress');
  return certifiedBy(person, kept, { leftOut: leftOut?.replace(/\s+/g, ' ').trim() });
}

function stateOf(given: string | undefined): string {
  const text = required(given, 'receiver-state');
  if (/^[A-Z]{2}$/.test(text)) return text;
  throw new Refusal('badUsage.optionState', { option: '--receiver-state', found: printable(text) });
}

function missingReceiver(): Refusal {
  return new Refusal('badUsage.receiver');
}

export async function runPackageImport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    ...JSON_FLAG,
    case: TEXT,
    trust: TEXT,
    authority: TEXT,
  });
  const path = onlyArgument(positionals, 'PATH');
  const caseName = required(values.case, 'case');
  const trust = values.trust === undefined ? undefined : await trustFile(values.trust);
  const authority = values.authority === undefined ? undefined : parseAuthority(values.authority);
  const result = await withInstallation((house) =>
    importPackage(house, {
      path,
      caseName,
      ...(trust === undefined ? {} : { trust }),
      ...(authority === undefined ? {} : { authority }),
      onProgress: (label, done, total) => terminal.progress(label, done, total),
    }),
  );
  terminal.endProgress();
  if (values.json) {
    terminal.out(JSON.stringify(result));
    return result.ok ? EXIT.done : EXIT.refused;
  }
  if (!result.ok) {
    terminal.err(`NOT imported: ${printable(result.message)} (${result.code})`);
    terminal.err(
      `Kept aside in quarantine as ${result.quarantine}, with the reason. Nothing was taken into evidence.`,
    );
    return EXIT.refused;
  }
  terminal.out(result.peer === undefined ? COMPARED[result.compared] : keysOfPeer(result.peer));
  if (result.peer !== undefined && result.service === 'other') terminal.out(otherService(result.peer));
  if (result.repeated) terminal.out('This package was imported before; nothing was changed.');
  for (const one of result.exhibits)
    terminal.out(`${one.number}  was ${printable(one.fromItem)} of ${printable(one.fromLog)}`);
  for (const one of result.notEstablished) terminal.out(`Not established: ${english.statement(one)}`);
  terminal.out('Next: ./comity exhibit accept NUMBER --receipt FILE, when custody was offered.');
  return EXIT.done;
}

/** One that is of no use says nothing about the package, so it is refused before that is opened. */
async function trustFile(path: string): Promise<Uint8Array> {
  const bytes = smallFile(path, { most: SIDE_BYTES });
  try {
    readTrust(bytes, path, nodeCrypto);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    throw new Refusal('badUsage.packageTrustFile', { found: inEnglish(cause.message), cause });
  }
  return bytes;
}

const COMPARED = {
  peer: 'The keys are those of a trusted peer.',
  file: 'No trusted peer has this log; the file of keys that you gave does.',
  none: 'No trusted peer has this log: nothing says whose keys these are.',
} as const;

export async function runExhibitAccept(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { ...JSON_FLAG, receipt: TEXT });
  const number = onlyArgument(positionals, 'NUMBER');
  const file = required(values.receipt, 'receipt');
  const accepted = await withInstallation((house) => acceptExhibit(house, number));
  await writeFile(file, accepted.receipt);
  if (values.json)
    terminal.out(
      JSON.stringify({ number, event: accepted.event.event.id, repeated: accepted.repeated, receipt: file }),
    );
  else terminal.out(`${number}  accepted. Send ${file} to the sender: it is the receipt.`);
  return EXIT.done;
}

export async function runPackageReceipt(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    ...JSON_FLAG,
    exhibit: TEXT,
    trust: TEXT,
    proof: { type: 'string', multiple: true, default: [] },
  });
  const receipt = smallFile(onlyArgument(positionals, 'FILE'), { most: SIDE_BYTES });
  const number = required(values.exhibit, 'exhibit');
  const { trust: path } = values;
  const trust =
    path === undefined ? undefined : parsePolicy(smallFile(path, { most: SIDE_BYTES }), path, nodeCrypto);
  const proofs = values.proof.map((one) => smallFile(one, { most: SIDE_BYTES }));
  const { event, log, peer, service } = await withInstallation((house) =>
    fileReceipt(house, { number, receipt, proofs, ...(trust === undefined ? {} : { trust }) }),
  );
  if (values.json) {
    terminal.out(
      JSON.stringify({ number, event: event.event.id, log, peer: peer ?? null, service: service ?? null }),
    );
    return EXIT.done;
  }
  terminal.out(`${number}  custody has passed; the receipt is filed.`);
  terminal.out(
    peer === undefined
      ? `Not established: that the keys of ${printable(log)} are those of the receiver. The file that you gave says so; no two persons compared it here. Next: ./comity peer add`
      : keysOfPeer(peer),
  );
  if (peer !== undefined && service === 'other') terminal.out(otherService(peer));
  return EXIT.done;
}

function otherService({ agency }: TrustedPeer): string {
  return `WARNING: the key of the service is not the one that was confirmed for ${printable(agency)}; their log says that it is theirs. Ask them by a road that you knew before whether they replaced it. If so, have the peer withdrawn and added with the new file of keys.`;
}

function keysOfPeer({ agency, state }: TrustedPeer): string {
  return `The keys are those of ${printable(agency)} (${state}), a trusted peer, compared by two persons.`;
}
