// From a certificate up to one that is trusted (RFC 5280, section 6.1, without policies; revocation is asked of `x509-revocation.ts`):
// names link and are those for which each authority may issue, signatures verify, every certificate was valid at the time asked about.
import { equalBytes } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { because, Fault, type FaultReason } from './fault.ts';
import { checkSignature } from './x509-signature.ts';
import { nameVerdict } from './x509-constraints.ts';
import { nameText } from './x509-name.ts';
import { KEY_USAGE, type Certificate } from './x509.ts';

interface PathQuestion {
  readonly leaf: Certificate;
  /** Certificates that may link, from wherever: not trusted. */
  readonly pool: readonly Certificate[];
  /** Certificates that came by another road: reaching any of them ends the path. None: how far the links go. */
  readonly anchors: readonly Certificate[];
  /** RFC 3339. */
  readonly at: string;
  /** What the leaf is for, one of these; an authority limited to other purposes may not issue it. */
  readonly purposes: readonly string[];
  readonly place: string;
}

export interface Path {
  /** Leaf first. */
  readonly chain: readonly Certificate[];
  readonly trusted: boolean;
}

/** Certificates in a path, both ends counted. */
const MAX_PATH = 8;
/** Hostile certificates can share names and keys; honest ones need one signature check a link. */
const MAX_SIGNATURE_CHECKS = 64;
export const ANY_PURPOSE = '2.5.29.37.0';

export async function certificatePath(crypto: Crypto, question: PathQuestion): Promise<Path> {
  checkValidity(question.leaf, question);
  checkCritical(question.leaf, question);
  const search: Search = { crypto, question, faults: [], checks: 0 };
  const path = await extend(search, [question.leaf]);
  if (path) return path;
  throw (
    search.faults[0] ??
    new Fault(
      'timestampInvalid',
      question.place,
      'a chain to a trusted certificate',
      `none for ${label(question.leaf, question)}, issued by ${nameText(question.leaf.issuer, question.place)}`,
      because('noPath', nameOf(question.leaf, question), nameText(question.leaf.issuer, question.place)),
    )
  );
}

interface Search {
  readonly crypto: Crypto;
  readonly question: PathQuestion;
  /** Why issuers that were tried could not be used; the first is what a person wants to hear. */
  readonly faults: Fault[];
  checks: number;
}

/** Depth first; undefined when no way up from here ends well. */
async function extend(search: Search, chain: readonly Certificate[]): Promise<Path | undefined> {
  const { anchors, pool, place } = search.question;
  const last = chain.at(-1);
  if (!last || anchors.some((anchor) => equalBytes(anchor.der, last.der))) return { chain, trusted: true };
  let wasTried = false;
  for (const issuer of [...anchors, ...pool]) {
    if (!mayHaveIssued(issuer, last) || chain.some((link) => equalBytes(link.der, issuer.der))) continue;
    wasTried = true;
    if (chain.length === MAX_PATH) {
      search.faults.push(
        new Fault(
          'limitExceeded',
          place,
          `a chain of at most ${MAX_PATH} certificates`,
          'more',
          because('tooLong'),
        ),
      );
      continue;
    }
    const path = (await linkHolds(search, chain, last, issuer)) && (await extend(search, [...chain, issuer]));
    if (path) return path;
  }
  return anchors.length === 0 && !wasTried ? { chain, trusted: false } : undefined;
}

/** Names and key identifiers only: a cheap choice among candidates. */
function mayHaveIssued(issuer: Certificate, subject: Certificate): boolean {
  if (!equalBytes(issuer.subject, subject.issuer)) return false;
  const wanted = subject.extensions.authorityKeyId;
  const offered = issuer.extensions.subjectKeyId;
  return wanted === undefined || offered === undefined || equalBytes(wanted, offered);
}

async function linkHolds(
  search: Search,
  chain: readonly Certificate[],
  subject: Certificate,
  issuer: Certificate,
): Promise<boolean> {
  const { question } = search;
  if (search.checks++ >= MAX_SIGNATURE_CHECKS)
    throw new Fault(
      'limitExceeded',
      question.place,
      `at most ${MAX_SIGNATURE_CHECKS} links to try`,
      'more',
      because('tooLong'),
    );
  try {
    checkAuthority(issuer, chain, question);
    await checkSignature(search.crypto, {
      algorithm: subject.signatureAlgorithm,
      key: issuer.key,
      message: subject.signed,
      signature: subject.signature,
      of: `the signature of ${label(issuer, question)} on ${label(subject, question)}`,
      reason: because('issuerSignature', nameOf(subject, question), nameOf(issuer, question)),
      place: question.place,
    });
    return true;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    search.faults.push(fault);
    return false;
  }
}

/** RFC 5280, 6.1.4 (k) to (n), and the purpose: an authority limited to mail or web servers issues no time stamps. */
function checkAuthority(issuer: Certificate, below: readonly Certificate[], question: PathQuestion): void {
  const { authority, keyUsage, purposes } = issuer.extensions;
  checkValidity(issuer, question);
  checkCritical(issuer, question);
  const name = nameOf(issuer, question);
  const bad = (expected: string, found: string, reason: FaultReason): Fault =>
    new Fault(
      'timestampInvalid',
      question.place,
      `${label(issuer, question)} to be ${expected}`,
      found,
      reason,
    );
  if (!authority)
    throw bad('a certificate authority', 'a certificate for another use', because('notAuthority', name));
  if (keyUsage && keyUsage[KEY_USAGE.keyCertSign] !== true)
    throw bad('allowed to sign certificates', 'a key usage without it', because('mayNotIssue', name));
  if (purposes && ![...question.purposes, ANY_PURPOSE].some((one) => purposes.oids.includes(one)))
    throw bad(
      'an authority for this purpose',
      purposes.oids.join(' '),
      because('otherPurpose', name, purposes.oids.join(' ')),
    );
  checkNames(issuer, below, question);
  const between = below.slice(1).filter((link) => !equalBytes(link.subject, link.issuer)).length;
  if (authority.pathLength !== undefined && between > authority.pathLength)
    throw bad(`above at most ${authority.pathLength} authorities`, String(between), because('tooDeep', name));
}

/** RFC 5280, 6.1.3 (b) and (c): whoever is below has only names for which this authority may issue. */
function checkNames(issuer: Certificate, below: readonly Certificate[], question: PathQuestion): void {
  const constraints = issuer.extensions.nameConstraints;
  if (constraints === undefined) return;
  below.forEach((link, i) => {
    if (i > 0 && equalBytes(link.subject, link.issuer)) return; // self-issued, and not the last
    const verdict = nameVerdict(constraints, link, question.place);
    if (verdict === 'within') return;
    const isOutside = verdict === 'outside';
    throw new Fault(
      isOutside ? 'timestampInvalid' : 'notCheckedHere',
      question.place,
      `${label(link, question)} to have a name for which ${nameOf(issuer, question)} may issue`,
      isOutside ? 'another' : 'a kind of name that is not compared here',
      because(isOutside ? 'nameOutside' : 'nameNotChecked', nameOf(link, question), nameOf(issuer, question)),
    );
  });
}

function checkValidity(certificate: Certificate, question: PathQuestion): void {
  const { notBefore, notAfter } = certificate;
  const at = Date.parse(question.at);
  if (at >= Date.parse(notBefore) && at <= Date.parse(notAfter)) return;
  throw new Fault(
    'timestampInvalid',
    question.place,
    `${label(certificate, question)} to be valid at ${question.at}`,
    `valid from ${notBefore} to ${notAfter}`,
    because('notValidAt', nameOf(certificate, question), question.at, notBefore, notAfter),
  );
}

function checkCritical(certificate: Certificate, question: PathQuestion): void {
  const { unknownCritical } = certificate.extensions;
  if (unknownCritical !== undefined)
    throw new Fault(
      'notCheckedHere',
      question.place,
      `critical extensions of ${label(certificate, question)} that are understood here`,
      unknownCritical,
      because('critical', nameOf(certificate, question), unknownCritical),
    );
}

function label(certificate: Certificate, question: Pick<PathQuestion, 'place'>): string {
  return `the certificate of ${nameOf(certificate, question)}`;
}

function nameOf({ subject }: Certificate, { place }: Pick<PathQuestion, 'place'>): string {
  return nameText(subject, place);
}
