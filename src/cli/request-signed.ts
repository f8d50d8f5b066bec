// ./comity request signed: what the signatures within a PDF say.
import { inEnglish, Refusal } from '../base/refusal.ts';
import { isoUtc } from '../base/time.ts';
import {
  documentSignatures,
  type After,
  type SignatureFound,
} from '../requests/machine/messages/document-signatures.ts';
import type { DocumentSignature, GoodStamp, Revocation } from '../verify/document-signature.ts';
import { Fault } from '../verify/fault.ts';
import { certificatesOfPem } from '../verify/x509-pem.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { fileAt } from './request-convert.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { onlyArgument, printable } from './words.ts';

/** Exit 0 when every signature holds, or there is none; 1 when one does not, cannot be checked, or the document was changed after it or may have been. Refusals: badUsage, badInput. */
export async function runSigned(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG, trust: TEXT });
  const file = onlyArgument(positionals, 'FILE');
  const anchors = values.trust === undefined ? [] : anchorsAt(values.trust);
  const found = await documentSignatures(fileAt(file), { anchors, at: isoUtc(Date.now()) });
  const { signatures, hasOthers, store } = found;
  if (values.json)
    terminal.out(JSON.stringify({ ...found, signatures: signatures.map(asJson) }, faultsAsText));
  else {
    const say = (text: string): void => terminal.out(printable(text));
    if (signatures.length === 0) say('No signature was found in it.');
    signatures.forEach((one, i) => linesOf(one, signatures.length - i).forEach(say));
    if (hasOthers)
      say('Something in it has the marks of a signature and is not shown as one. Do not rely on it.');
    const { certificates, lists, answers } = store;
    if (certificates + lists + answers > 0)
      say(
        `Beside its signatures lie ${certificates} certificates, ${lists} lists of revoked ones and ${answers} OCSP answers (DSS).`,
      );
    say(
      'Whether a certificate was revoked is read from what lies in the document alone, signed by its issuer or a responder of it: nothing is fetched.',
    );
  }
  const isWell = signatures.every(
    ({ finding, after }) =>
      (finding.kind === 'good' || finding.kind === 'stamp') &&
      (after === undefined || after.changes?.length === 0),
  );
  return isWell && !hasOthers ? EXIT.done : EXIT.refused;
}

function anchorsAt(path: string): Uint8Array[] {
  try {
    return certificatesOfPem(Buffer.from(fileAt(path)).toString('latin1'), path);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { expected, found } = error;
    throw new Refusal('badInput.signatureAnchors', {
      expected: inEnglish(expected),
      found: inEnglish(found),
    });
  }
}

/** What the document says of itself stands apart from what was found, and can look like nothing else. */
function asJson({ says: { name, reason }, ...found }: SignatureFound) {
  const shown = (text: string | undefined) => text && printable(text);
  return { ...found, saidByTheDocumentItself: { name: shown(name), reason: shown(reason) } };
}

function faultsAsText(_: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}

function linesOf({ finding, after }: SignatureFound, number: number): string[] {
  const title = `Signature ${number}: `;
  switch (finding.kind) {
    case 'good':
      return [`${title}${extent(after)}`, ...signerLines(finding.signature), ...afterLines(after)];
    case 'stamp':
      return [`${title}a time stamp, ${extent(after)}`, stampLine(finding.stamp), ...afterLines(after)];
    case 'bad':
      return [`${title}does not hold. ${finding.why.message}`];
    case 'notChecked':
      return [`${title}cannot be checked here. ${finding.why.message}`];
  }
}

function extent(after: After | undefined): string {
  return after === undefined ? 'holds for the whole document' : 'holds for the document as it was signed';
}

function signerLines({ signer, claimedTime, stamp, standing }: DocumentSignature): string[] {
  const { subject, issuer, notBefore, notAfter, sha256 } = signer;
  const lines = [
    `    signed by ${subject}`,
    `    certificate issued by ${issuer}, valid ${notBefore} to ${notAfter}, SHA-256 ${sha256}`,
  ];
  switch (standing.kind) {
    case 'anchored':
      lines.push(`    who signed is known: it leads to ${standing.anchor}, as of ${standing.at}`);
      lines.push(`    ${revocationLine(standing.revocation)}`);
      break;
    case 'noAnchor':
      lines.push(
        '    who signed is not established: the certificate leads to none that is trusted (--trust)',
      );
      break;
    case 'unfit':
      lines.push(`    who signed is not established: ${standing.why.message}`);
  }
  if (claimedTime !== undefined) lines.push(`    at ${claimedTime}, as the signer states it`);
  if (stamp.kind === 'good') lines.push(stampLine(stamp));
  if (stamp.kind === 'wrong') lines.push(`    its time stamp does not hold: ${stamp.why.message}`);
  return lines;
}

function revocationLine(revocation: Revocation): string {
  switch (revocation.kind) {
    case 'notTold':
      return revocation.of.length === 0
        ? 'its certificate is itself one that is trusted; whether it was revoked is not asked'
        : `whether these were revoked is not known: nothing in the document tells it of that time: ${revocation.of.join('; ')}`;
    case 'notRevoked':
      return `not revoked by what its issuers signed in the document, as of ${revocation.asOf}`;
    case 'later':
      return `revoked afterwards: ${revocation.of}, on ${revocation.since}`;
  }
}

function stampLine({ time, authority, trusted }: GoodStamp): string {
  return `    stamped ${time} by ${authority}, ${trusted ? 'which is known' : 'which is not known'}`;
}

function afterLines(after: After | undefined): string[] {
  if (after === undefined) return [];
  const { bytes, pages, signedBytes, changes } = after;
  const then = pages === undefined ? 'which does not open by itself' : `${pages[0]} page(s), now ${pages[1]}`;
  const added = `    ${bytes} bytes were added afterwards; signed are the first ${signedBytes}, ${then}`;
  if (changes === undefined)
    return [added, '    What they change is not known: a kind of PDF that is not compared here.'];
  if (changes.length === 0)
    return [
      added,
      '    They add signatures, time stamps or what verifies them, and change nothing of the document.',
    ];
  return [added, '    THEY CHANGE THE DOCUMENT THAT WAS SIGNED:', ...changes.map((one) => `      ${one}`)];
}
