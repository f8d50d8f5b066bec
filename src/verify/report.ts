// What a check of a package shows, and what it does not. Statements are values; `report-words.ts` has the words, and
// another language is another table of the same shape.
import { followKeys } from './key-change.ts';
import { signedAs, type FoundEvent, type FoundPackage } from './package-parts.ts';
import type { FoundRequest } from './request-proof.ts';
import type { Trust } from './trust.ts';

export type Statement =
  // established
  | { readonly id: 'unchanged'; readonly files: number; readonly bytes: number }
  | { readonly id: 'sealed'; readonly origin: string; readonly fingerprint: string }
  | {
      readonly id: 'logged';
      readonly events: number;
      readonly exhibits: number;
      readonly origin: string;
      readonly size: number;
    }
  | { readonly id: 'complete' }
  | { readonly id: 'signedByOfficers'; readonly events: number; readonly passkeys: number }
  | { readonly id: 'sameAsEvents'; readonly exhibits: number }
  | {
      readonly id: 'recordsCertified';
      readonly exhibits: number;
      readonly keeper: string;
      readonly custodian: string;
    }
  | { readonly id: 'trusted'; readonly origin: string }
  | { readonly id: 'keysFollowed'; readonly origin: string; readonly changes: number }
  | { readonly id: 'witnessed'; readonly names: readonly string[] }
  | { readonly id: 'stamped'; readonly authority: string; readonly time: string }
  | {
      readonly id: 'requestAuthorised';
      readonly reference: string;
      readonly version: number;
      readonly person: string;
      readonly role: string;
      readonly at: string;
      readonly letter: string;
      readonly index: number;
    }
  | { readonly id: 'requestComplete' }
  | { readonly id: 'requestStands' }
  | { readonly id: 'requestEnded'; readonly index: number; readonly cause: string }
  // not established
  | { readonly id: 'requestPerson' }
  | { readonly id: 'notChecked'; readonly algorithms: readonly string[] }
  | { readonly id: 'whoseKeys'; readonly origin: string; readonly witnesses: readonly string[] }
  | { readonly id: 'keyNotNamed'; readonly algorithm: string }
  | { readonly id: 'oldKeysNotTrusted'; readonly origin: string; readonly index: number }
  | { readonly id: 'noWitnesses' }
  | { readonly id: 'noStamps' }
  | { readonly id: 'stampNotTrusted'; readonly authority: string; readonly time: string }
  | { readonly id: 'clockWentBack'; readonly index: number }
  | { readonly id: 'signedForOfficers'; readonly events: number }
  | { readonly id: 'whatOfficersSaw' }
  | { readonly id: 'withheld'; readonly details: number }
  | { readonly id: 'destroyed'; readonly number: string }
  | { readonly id: 'recordsLeftOut'; readonly custodian: string; readonly leftOut: string }
  | { readonly id: 'forPeople' }
  | { readonly id: 'later'; readonly size: number }
  | { readonly id: 'trueWhenSeized' }
  | { readonly id: 'toldTheTruth' };

interface Facts {
  readonly found: FoundPackage;
  readonly trust: Trust;
  /** Algorithms that this platform lacks. */
  readonly unchecked: readonly string[];
  /** SHA-256 of the service key's SubjectPublicKeyInfo, lower-case hex. */
  readonly serviceFingerprint: string;
}

export function established({ found, trust, serviceFingerprint }: Facts): readonly Statement[] {
  const { keys, checkpoint, exhibits, payload, payloadBytes } = found;
  const { origin } = keys;
  const byOfficers = eventsOf(found).filter((one) => signedAs(one) === 'officer');
  const vouched = vouchedFor({ found, trust });
  if (found.request !== undefined)
    return [
      { id: 'sealed', origin, fingerprint: serviceFingerprint },
      ...ofRequest(found.request),
      ...vouched,
    ];
  return [
    { id: 'unchanged', files: payload.size, bytes: payloadBytes },
    { id: 'sealed', origin, fingerprint: serviceFingerprint },
    {
      id: 'logged',
      events: eventsOf(found).length,
      exhibits: exhibits.length,
      origin,
      size: checkpoint.size,
    },
    { id: 'complete' },
    ...(byOfficers.length === 0
      ? []
      : [{ id: 'signedByOfficers', events: byOfficers.length, passkeys: passkeysOf(byOfficers) } as const]),
    { id: 'sameAsEvents', exhibits: exhibits.filter((exhibit) => !exhibit.isDestroyed).length },
    ...recordsStated(found),
    ...vouched,
  ];
}

function recordsStated({ records }: FoundPackage): readonly Statement[] {
  if (records === undefined) return [];
  const { keeper, custodian, exhibits } = records;
  return [{ id: 'recordsCertified', exhibits, keeper, custodian }];
}

/** By whoever is no part of the sender. */
function vouchedFor({ found, trust }: Pick<Facts, 'found' | 'trust'>): readonly Statement[] {
  const { origin } = found.keys;
  const isTrusted = trust.policy !== undefined;
  return [
    ...(isTrusted ? [{ id: 'trusted', origin } as const] : []),
    ...followed(found, trust),
    ...(isTrusted && found.cosigners.length > 0
      ? [{ id: 'witnessed', names: found.cosigners.map((one) => one.name) } as const]
      : []),
    ...found.timestamps
      .filter((one) => one.trusted)
      .map(({ authority, time }) => ({ id: 'stamped', authority, time }) as const),
  ];
}

function ofRequest(request: FoundRequest): readonly Statement[] {
  const { reference, version, person = '–', role, at, letterSha256, index, ended } = request;
  return [
    { id: 'requestAuthorised', reference, version, person, role, at, letter: letterSha256, index },
    { id: 'requestComplete' },
    ended === undefined ? { id: 'requestStands' } : { id: 'requestEnded', ...ended },
  ];
}

export function notEstablished({ found, trust, unchecked }: Facts): readonly Statement[] {
  const withheld = eventsOf(found).filter(
    (one) => one.event.detail !== undefined && one.detail === undefined,
  ).length;
  const back = clockWentBack(found);
  const forOfficers = eventsOf(found).filter((one) => signedAs(one) === 'serviceForOfficer').length;
  return [
    ...(unchecked.length === 0 ? [] : [{ id: 'notChecked', algorithms: unchecked } as const]),
    ...whoseKeys(found, trust),
    ...oldKeys(found),
    ...(found.cosigners.length > 0 ? [] : [{ id: 'noWitnesses' } as const]),
    ...(found.timestamps.length > 0 ? [] : [{ id: 'noStamps' } as const]),
    ...found.timestamps
      .filter((one) => !one.trusted)
      .map(({ authority, time }) => ({ id: 'stampNotTrusted', authority, time }) as const),
    ...(back === undefined ? [] : [{ id: 'clockWentBack', index: back } as const]),
    ...(forOfficers === 0 ? [] : [{ id: 'signedForOfficers', events: forOfficers } as const]),
    ...(passkeysOf(eventsOf(found)) === 0 && found.request === undefined
      ? []
      : [{ id: 'whatOfficersSaw' } as const]),
    ...(withheld === 0 ? [] : [{ id: 'withheld', details: withheld } as const]),
    ...found.exhibits
      .filter((one) => one.isDestroyed)
      .map(({ number }) => ({ id: 'destroyed', number }) as const),
    ...(found.records?.leftOut === undefined
      ? []
      : [
          {
            id: 'recordsLeftOut',
            custodian: found.records.custodian,
            leftOut: found.records.leftOut,
          } as const,
        ]),
    ...(found.request === undefined ? [{ id: 'forPeople' } as const] : []),
    { id: 'later', size: found.checkpoint.size },
    ...(found.request === undefined
      ? ([{ id: 'trueWhenSeized' }, { id: 'toldTheTruth' }] as const)
      : [{ id: 'requestPerson' } as const]),
  ];
}

function passkeysOf(events: readonly FoundEvent[]): number {
  return events.filter((one) => one.actor.type === 'passkey').length;
}

function whoseKeys({ keys, cosigners }: FoundPackage, trust: Trust): readonly Statement[] {
  if (trust.policy === undefined)
    return [{ id: 'whoseKeys', origin: keys.origin, witnesses: cosigners.map((one) => one.name) }];
  const named = trust.policy.logs.filter((log) => log.key.name === keys.origin).map((log) => log.key.type);
  return [keys.ed25519, keys.mlDsa44]
    .filter((key) => !named.includes(key.type))
    .map((key) => ({ id: 'keyNotNamed', algorithm: key.type === 'ed25519' ? 'Ed25519' : 'ML-DSA-44' }));
}

/** The trust file names earlier keys of the log: its reader is told, and asks for the new one. */
function followed({ keys, keyChanges }: FoundPackage, { policy }: Trust): readonly Statement[] {
  if (policy === undefined) return [];
  const named = policy.logs.map((log) => log.key).filter((key) => key.name === keys.origin);
  const way = followKeys(named, keys, keyChanges);
  return way !== undefined && 'steps' in way && way.steps > 0
    ? [{ id: 'keysFollowed', origin: keys.origin, changes: way.steps }]
    : [];
}

/** Since this event whoever has the old keys can sign another history with them. */
function oldKeys({ keys, keyChanges }: FoundPackage): readonly Statement[] {
  const last = keyChanges.findLast((change) => change.cause === 'compromised');
  return last === undefined ? [] : [{ id: 'oldKeysNotTrusted', origin: keys.origin, index: last.index }];
}

/** The order of the log is what counts; a clock that ran backwards is no fault, but a court may ask about it. */
function clockWentBack(found: FoundPackage): number | undefined {
  const events = [...eventsOf(found)].sort((a, b) => a.index - b.index);
  return events.find((one, i) => one.recordedAt < (events[i - 1]?.recordedAt ?? 0))?.index;
}

function eventsOf(found: FoundPackage) {
  return [...found.otherEvents, ...found.exhibits.flatMap((exhibit) => exhibit.events)];
}
