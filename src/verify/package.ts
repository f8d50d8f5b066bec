// Checks a package from a stranger: everything is hostile until shown otherwise. Pure: what is read comes from a reader,
// what is computed from `crypto`, and no clock is asked. docs/formats/verify.md says what each check establishes.
import { checkDigests, openBag, type ReadFiles } from './bag.ts';
import { checkOxum } from './bag-tags.ts';
import { CheckRun, type Check, type Counts } from './checks.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { keyFingerprint } from './note-key.ts';
import { checkEnrolments, statedKeys } from './package-enrolment.ts';
import {
  checkChains,
  checkEventSignatures,
  checkHeads,
  checkProofs,
  readDetails,
  readEvents,
} from './package-events.ts';
import { checkConditions, checkExhibits, checkRecords } from './package-exhibits.ts';
import {
  CHECKPOINT,
  checkCheckpoint,
  checkPolicy,
  checkQuorum,
  type CheckedCheckpoint,
  type Cosigner,
} from './package-keys.ts';
import { checkChangeEvents, readKeyChanges, type KeyChanges } from './package-key-changes.ts';
import { findLayout } from './package-layout.ts';
import {
  signerCounts,
  type FoundEvent,
  type FoundExhibit,
  type FoundPackage,
  type LogKeys,
  type OpenPackage,
} from './package-parts.ts';
import { openSeal } from './package-seal.ts';
import { statedDigests } from './package-stated.ts';
import { checkTimestamps } from './package-timestamps.ts';
import type { PackageReader } from './reader.ts';
import { checkRequest, withPerson, type FoundRequest } from './request-proof.ts';
import { checkTrust, NO_TRUST, type Trust } from './trust.ts';
import { established, notEstablished, type Statement } from './report.ts';

interface VerifyOptions {
  readonly crypto: Crypto;
  /** What came by another road, or where it is looked up by the log of the package. Without it nothing says whose keys these are. */
  readonly trust?: Trust | ((origin: string) => Promise<Trust>);
  /** Told of each check as it ends. */
  readonly onCheck?: (check: Check) => void;
  /** Told of bytes of evidence read, for a progress line. */
  readonly onBytes?: (done: number, total: number) => void;
}

export interface Verdict {
  /** True only when every check passed; `trust` alone may be left out, which `notEstablished` then says. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** The first thing wrong, or `notCheckedHere`. */
  readonly fault?: Fault;
  readonly established: readonly Statement[];
  readonly notEstablished: readonly Statement[];
  /** Present when no check failed. */
  readonly found?: FoundPackage;
}

/** Never throws for anything that is wrong with the package; other errors are those of the reader's platform. */
export async function verifyPackage(reader: PackageReader, options: VerifyOptions): Promise<Verdict> {
  const run = new CheckRun(options.onCheck);
  try {
    const { found, trust } = await runChecks(run, reader, options);
    const unchecked = [...new Set(run.unchecked)];
    const fault = unchecked.length === 0 ? undefined : missing(unchecked);
    const serviceFingerprint = keyFingerprint(options.crypto, found.keys.service);
    const facts = { found, trust, unchecked, serviceFingerprint };
    return {
      ok: fault === undefined,
      checks: run.checks,
      ...(fault && { fault }),
      established: established(facts),
      notEstablished: notEstablished(facts),
      found,
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    run.fail(error);
    return { ok: false, checks: run.checks, fault: error, established: [], notEstablished: [] };
  }
}

function missing(algorithms: readonly string[]): Fault {
  const found = `${algorithms.join(', ')}: this program or browser lacks it`;
  return new Fault('notCheckedHere', CHECKPOINT, 'every signature to be checked', found);
}

async function runChecks(
  run: CheckRun,
  reader: PackageReader,
  options: VerifyOptions,
): Promise<{ readonly found: FoundPackage; readonly trust: Trust }> {
  const { pack, payloadBytes, info, keys, tagManifestSha256 } = await openPackage(run, reader, options);
  const { trust: known = NO_TRUST } = options;
  const trust = typeof known === 'function' ? await known(keys.origin) : known;
  const signers = await checkSigners(run, pack, keys, trust);
  const chains = await checkEvents(run, pack, signers);
  const { exhibits, records, request, details, timestamps } = await checkContents(run, pack, {
    ...signers,
    ...chains,
  });
  const withDetail = (one: FoundEvent): FoundEvent => {
    const detail = details.get(one.index);
    return detail === undefined ? one : { ...one, detail };
  };
  const numbers = new Set(exhibits.map((exhibit) => exhibit.number));
  const found = {
    prefix: pack.source.prefix,
    bag: pack.layout.bag,
    info,
    tagManifestSha256,
    payload: pack.payload,
    payloadBytes,
    keys,
    keyChanges: signers.handedOn.changes,
    checkpoint: signers.checked.checkpoint,
    cosigners: signers.cosigners,
    exhibits: exhibits.map((exhibit) => ({ ...exhibit, events: exhibit.events.map(withDetail) })),
    ...(request && { request }),
    ...(records && { records }),
    otherEvents: chains.events.filter((one) => !numbers.has(one.event.item)).map(withDetail),
    timestamps,
  };
  return { found, trust };
}

/** From the outside in: the seal, then what it covers directly, then the list of evidence, then the evidence. */
async function openPackage(run: CheckRun, reader: PackageReader, options: VerifyOptions) {
  const { crypto } = options;
  const layout = await run.check(
    'entries',
    async () => findLayout(await reader.entries()),
    (found) => ({ files: found.files.size + 1, bytes: found.bytes }),
  );
  const { files, tagPaths } = layout;
  const source = { reader, prefix: `${layout.prefix}${layout.bag}/`, files, tagPaths };
  const {
    pack: sealed,
    keys,
    tagManifestSha256,
  } = await run.check('packageNote', () => openSeal(crypto, source, layout));
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    options.onBytes?.(done, layout.bytes);
  };
  const tagManifests = new Map([['sha256', sealed.tags] as const]);
  await run.check('tagFiles', () => checkDigests(source, tagManifests, onBytes), readCounts);
  const bag = await run.check(
    'bag',
    () => openBag(source, 'package', tagManifests),
    ({ manifests }) => ({ payloadFiles: manifests.get('sha256')?.size ?? 0, tagFiles: sealed.tags.size }),
  );
  const { bytes: payloadBytes, further } = await run.check(
    'payload',
    async () => {
      const read = await checkDigests(source, bag.manifests, onBytes, await statedDigests(sealed));
      checkOxum(read, bag.info, 'package');
      return read;
    },
    readCounts,
  );
  const payload = bag.manifests.get('sha256') ?? new Map<string, string>();
  return { pack: { ...sealed, payload, further }, payloadBytes, info: bag.info, keys, tagManifestSha256 };
}

function readCounts({ files, bytes }: ReadFiles): Counts {
  return { files, bytes };
}

interface Signers {
  readonly keys: LogKeys;
  readonly handedOn: KeyChanges;
  readonly checked: CheckedCheckpoint;
  readonly cosigners: readonly Cosigner[];
  readonly trust: Trust;
}

async function checkSigners(run: CheckRun, pack: OpenPackage, keys: LogKeys, trust: Trust): Promise<Signers> {
  const { policy: ownPolicy, ...handedOn } = await run.check(
    'keys',
    async () => {
      const found = { policy: await checkPolicy(pack, keys), ...(await readKeyChanges(pack, keys)) };
      run.unchecked.push(...found.unchecked);
      return found;
    },
    ({ changes }) => (changes.length === 0 ? {} : { changes: changes.length }),
  );
  const policy = trust.policy ?? ownPolicy;
  if (trust.policy === undefined) run.skip('trust');
  else
    await run.check(
      'trust',
      async () => checkTrust(policy, keys, handedOn.changes),
      (named) => ({ keys: named.keys, ...(named.changes === 0 ? {} : { changes: named.changes }) }),
    );
  const checked = await run.check(
    'checkpoint',
    async () => {
      const found = await checkCheckpoint(pack, keys, [ownPolicy, policy]);
      run.unchecked.push(...found.unchecked);
      return found;
    },
    ({ checkpoint, unchecked }) => ({ signatures: 2 - unchecked.length, logSize: checkpoint.size }),
  );
  const cosigners = await run.check(
    'witnesses',
    async () => {
      const own = checkQuorum(checked, ownPolicy, false);
      return trust.policy === undefined ? own : checkQuorum(checked, policy, true);
    },
    (witnesses) => ({ witnesses: witnesses.length }),
  );
  return { keys, handedOn, checked, cosigners, trust };
}

async function checkEvents(run: CheckRun, pack: OpenPackage, { keys, handedOn, checked }: Signers) {
  const { read, events } = await run.check(
    'events',
    async () => {
      const read = await readEvents(pack, keys);
      return {
        read,
        events: await checkEventSignatures(pack.crypto, read, statedKeys(pack.crypto, read, keys)),
      };
    },
    (all) => signerCounts(all.events),
  );
  await run.check(
    'proofs',
    () => checkProofs(pack, read, checked),
    (proofs) => ({ proofs }),
  );
  const items = await run.check(
    'chains',
    async () => checkChains(events),
    (all) => ({ items: all.size }),
  );
  const heads = await run.check(
    'heads',
    () => checkHeads(pack, items, keys.service, checked),
    (all) => ({ heads: all.size }),
  );
  await run.check(
    'enrolments',
    async () => {
      checkChangeEvents(pack.crypto, events, handedOn);
      return checkEnrolments(pack.crypto, events, keys);
    },
    (all) => ({ keys: all }),
  );
  return { events, items, heads };
}

type Known = Signers & Awaited<ReturnType<typeof checkEvents>>;

async function checkContents(run: CheckRun, pack: OpenPackage, known: Known) {
  const { exhibits, request } = await checkPayload(run, pack, known);
  const bound = known.events.filter((one) => one.event.detail !== undefined).length;
  const details = await run.check(
    'details',
    () => readDetails(pack, known.events),
    (all) => ({ details: all.size, withheld: bound - all.size }),
  );
  const papers =
    request === undefined
      ? await run.check(
          'conditions',
          async () => ({
            conditions: await checkConditions(pack, exhibits),
            records: await checkRecords(pack, exhibits),
          }),
          ({ conditions }) => ({ conditions }),
        )
      : undefined;
  const timestamps = await run.check(
    'timestamps',
    () => checkTimestamps(pack, known.checked, known.trust.authorities),
    (all) => ({ tokens: all.length, trusted: all.filter((one) => one.trusted).length }),
  );
  const records = papers?.records;
  return { exhibits, records, request: request && withPerson(request, details), details, timestamps };
}

/** Evidence, or one request. */
async function checkPayload(
  run: CheckRun,
  pack: OpenPackage,
  known: Known,
): Promise<{ readonly exhibits: readonly FoundExhibit[]; readonly request: FoundRequest | undefined }> {
  if (pack.layout.kind === 'proof')
    return {
      exhibits: [],
      request: await run.check(
        'request',
        () => checkRequest(pack, known),
        ({ version }) => ({ version }),
      ),
    };
  const exhibits = await run.check(
    'exhibits',
    () => checkExhibits(pack, known),
    (all) => ({ exhibits: all.length, files: pack.payload.size }),
  );
  return { exhibits, request: undefined };
}
