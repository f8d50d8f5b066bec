// ./comity request signatures: checks what prosecutors and judges signed, and what translators certified, from the bytes that were kept
// and the log. request proof: one small file that shows a stranger who authorised a request, exactly what, when, and by which log.
import { Refusal } from '../base/refusal.ts';
import { findCase } from '../cases/case.store.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import {
  checkCertificate,
  type CertificateFinding,
} from '../requests/verbs/letters/certificate-check.acts.ts';
import { certificatesOf, type KeptCertificate } from '../requests/verbs/letters/translation.store.ts';
import { requestReference } from '../requests/core/request.ts';
import { requestOf } from '../requests/machine/states/request.store.ts';
import { proofOf, signatureToProve } from '../requests/verbs/letters/proof.acts.ts';
import { checkSignatures, keptSignatures } from '../requests/verbs/letters/signature-check.acts.ts';
import { signaturesOf } from '../requests/machine/signature/signature.store.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { writeNew } from './request-convert.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable, required } from './words.ts';

const FORM = /^(?<reference>[A-Z]{2}-\d{4}-\d{6,})\/R(?<number>[1-9]\d{0,8})$/;

/** Exit 0 when every signature is good, void or not; 1 when one is not. */
export async function runSignatures(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG });
  const { reference = '', number } = FORM.exec(positionals[0] ?? '')?.groups ?? {};
  if (number === undefined || positionals.length > 1)
    throw new Refusal('badUsage.requestReference', {
      found: printable(positionals.join(' ')),
      command: 'request signatures',
    });
  const checked = await withInstallation(async (house) => {
    const file = await findCase(house.db.kysely, reference);
    const law = await openPublishedLaw(house.db, house.clock).current();
    const signed = { caseId: file.id, reference, number: Number(number) };
    const { kept, given, requestId } = await house.db.transaction(async (tx) => {
      const request = await requestOf(tx, file.id, signed.number);
      const certificates = request && (await certificatesOf(tx, request.id));
      return {
        kept: await keptSignatures(tx, signed, law),
        given: certificates ?? [],
        requestId: request?.id ?? file.id, // without a request, `keptSignatures` has refused
      };
    });
    const about = { reference: requestReference(reference, signed.number), requestId };
    const certificates: Certified[] = [];
    for (const one of given)
      certificates.push({ certificate: one, finding: await checkCertificate(house, about, one) });
    return { signatures: await checkSignatures(house, kept), certificates };
  });
  const lines = checked.signatures.map(({ signature, wrong }) => ({
    kind: 'authorisation',
    version: signature.version,
    role: signature.role,
    person: signature.person,
    at: signature.at.toISOString(),
    documentSha256: Buffer.from(signature.documentSha256).toString('hex'),
    dataSha256: Buffer.from(signature.dataSha256).toString('hex'),
    voidSince: signature.voidAt?.toISOString() ?? null,
    wrong: wrong ?? null,
  }));
  const translations = checked.certificates.map(certifiedLine);
  if (values.json) terminal.out(JSON.stringify([...lines, ...translations]));
  else {
    for (const { version, role, at, voidSince, wrong } of lines) {
      const state = wrong === null ? 'good' : `WRONG at ${wrong.check}: found ${wrong.found}`;
      const since = voidSince === null ? '' : `, void since ${voidSince}`;
      terminal.out(printable(`version ${version}, signed as ${role} at ${at}${since}: ${state}`));
    }
    for (const { from, to, name, at, isSigned, wrong } of translations) {
      const state = wrong === null ? 'good' : `WRONG at ${wrong.check}: found ${wrong.found}`;
      const how = isSigned ? state : 'given without a passkey, nothing to check';
      terminal.out(printable(`translation ${from} to ${to}, certified by ${name} at ${at}: ${how}`));
    }
    if (lines.length === 0) terminal.out('Nobody has signed it.');
  }
  return [...lines, ...translations].every(({ wrong }) => wrong === null) ? EXIT.done : EXIT.refused;
}

interface Certified {
  readonly certificate: KeptCertificate;
  readonly finding: CertificateFinding;
}

function certifiedLine({ certificate, finding }: Certified) {
  const { from, to, person, name, at, pairsSha256 } = certificate;
  const { check, found } = finding.kind === 'wrong' ? finding : { check: undefined, found: undefined };
  return {
    kind: 'translation',
    from,
    to,
    person,
    name,
    at: at.toISOString(),
    pairsSha256,
    isSigned: finding.kind !== 'unsigned',
    wrong: check === undefined ? null : { check, found },
  };
}

/** Refusals: badUsage, notFound (no such request, or nobody signed it), alreadyExists. */
export async function runProof(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { to: TEXT });
  const { reference = '', number } = FORM.exec(positionals[0] ?? '')?.groups ?? {};
  const to = required(values.to, 'to');
  if (number === undefined || positionals.length > 1)
    throw new Refusal('badUsage.requestReference', {
      found: printable(positionals.join(' ')),
      command: 'request proof',
    });
  const { bytes, at } = await withInstallation(async (house) => {
    const file = await findCase(house.db.kysely, reference);
    const found = await house.db.transaction(async (tx) => {
      const request = await requestOf(tx, file.id, Number(number));
      return (
        request && {
          requestId: request.id,
          letterIn: request.letterIn,
          signatures: await signaturesOf(tx, request.id),
        }
      );
    });
    if (found === undefined)
      throw new Refusal('notFound.requestOfCase', { reference: `${reference}/R${number}` });
    const proved = { ...found, reference: requestReference(reference, Number(number)) };
    return { bytes: await proofOf(house, proved), at: signatureToProve(found.signatures) };
  });
  await writeNew(to, bytes);
  terminal.out(
    printable(
      `${to}: version ${at?.version ?? 0}, signed as ${at?.role ?? ''}${at?.voidAt === undefined ? '' : '; VOID, as the proof says'}`,
    ),
  );
  terminal.out(printable(`Check it: ./comity verify ${to}`));
  return EXIT.done;
}
