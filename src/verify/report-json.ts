// A verdict as one JSON object: docs/formats/verify.md, section 4. For programs, so names and order stay as they are.
import { base64 } from '../base/bytes.ts';
import type { Json } from '../base/canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { keyFingerprint } from './note-key.ts';
import { signedAs, type FoundEvent, type FoundExhibit, type FoundPackage } from './package-parts.ts';
import type { Verdict } from './package.ts';
import type { Messages } from './report-messages.ts';
import type { FoundRequest } from './request-proof.ts';
import type { Statement } from './report.ts';

export function verdictJson(crypto: Crypto, verdict: Verdict, messages: Messages): Json {
  const { fault, found } = verdict;
  const say = (statement: Statement): Json => ({ id: statement.id, words: messages.statement(statement) });
  return {
    v: 1,
    ok: verdict.ok,
    checks: verdict.checks.map(({ name, outcome, counts }) => ({ name, outcome, counts })),
    ...(fault && {
      fault: { code: fault.code, place: fault.place, expected: fault.expected, found: fault.found },
    }),
    established: verdict.established.map(say),
    notEstablished: verdict.notEstablished.map(say),
    ...(found && { package: packageJson(crypto, found) }),
  };
}

function packageJson(crypto: Crypto, found: FoundPackage): Json {
  const { keys, checkpoint } = found;
  return {
    bag: found.bag,
    info: Object.fromEntries(found.info),
    tagManifestSha256: found.tagManifestSha256,
    files: found.payload.size,
    bytes: found.payloadBytes,
    log: checkpoint.origin,
    logSize: checkpoint.size,
    logRoot: base64(checkpoint.root),
    keyChanges: found.keyChanges.map(({ index, cause }) => ({ index, cause })),
    fingerprints: {
      logEd25519: keyFingerprint(crypto, keys.ed25519),
      logMlDsa44: keyFingerprint(crypto, keys.mlDsa44),
      service: keyFingerprint(crypto, keys.service),
    },
    cosigners: found.cosigners.map(({ name, time }) => ({ name, time })),
    timestamps: found.timestamps.map(({ path, time, authority, trusted }) => ({
      path,
      time,
      authority,
      trusted,
    })),
    exhibits: found.exhibits.map(exhibitJson),
    ...(found.request && { request: requestJson(found.request) }),
    ...(found.records && { records: { ...found.records } }),
  };
}

function requestJson({ fileSha256, person, ended, ...told }: FoundRequest): Json {
  return {
    ...told,
    ...(fileSha256 !== undefined && { fileSha256 }),
    ...(person !== undefined && { person }),
    ...(ended && { ended: { ...ended } }),
  };
}

function exhibitJson(exhibit: FoundExhibit): Json {
  return {
    number: exhibit.number,
    files: exhibit.files,
    bytes: exhibit.bytes,
    digests: { ...exhibit.digests },
    destroyed: exhibit.isDestroyed,
    conditions: exhibit.conditions,
    events: exhibit.events.map(eventJson),
  };
}

function eventJson(found: FoundEvent): Json {
  const { index, event, recordedAt, leafHash } = found;
  const { id, type, occurredAt, actor } = event;
  return { index, id, type, occurredAt, recordedAt, leafHash, key: actor.key, signedBy: signedAs(found) };
}
