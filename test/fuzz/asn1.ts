// DER and BER, certificates, lists and answers of revocation; CMS: signatures over documents, time stamps.
import { readFileSync } from 'node:fs';
import { definiteLengths } from '../../src/verify/ber.ts';
import { readDer } from '../../src/verify/der.ts';
import { verifyDocumentSignature } from '../../src/verify/document-signature.ts';
import { statusesTold } from '../../src/verify/ocsp.ts';
import { verifyTimestamp } from '../../src/verify/timestamp.ts';
import { parseTimestampResponse } from '../../src/verify/timestamp-token.ts';
import { certificatesOfPem } from '../../src/verify/x509-pem.ts';
import { revocationTold } from '../../src/verify/x509-revocation.ts';
import { parseCertificate } from '../../src/verify/x509.ts';
import { testCrypto } from '../support/crypto.ts';
import { mutated } from './mutate.ts';
import { unlessRefused, type Target } from './target.ts';

const NAME = 'fuzzed';
const fixture = (path: string): Buffer => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));
const roots = ['fuzz/seeds/root.pem', 'timestamps/p256-root.pem', 'timestamps/rsa-root.pem'].map(
  (path) => certificatesOfPem(fixture(path).toString('latin1'), path)[0] ?? new Uint8Array(),
);
const cmsFiles = ['document.cms', 'open-lengths.cms', 'with-list.cms'].map((name) =>
  fixture(`fuzz/seeds/${name}`),
);
const stamps = ['p256', 'rsa'].map((name) => fixture(`timestamps/${name}.tsr`));
const MARKS = [
  [0x30, 0x80],
  [0x00, 0x00],
  [0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
  [0x02, 0x00],
  [0x1f, 0xff, 0x7f],
  [0xa0, 0x82],
  [0x06, 0x80],
].map((bytes) => Buffer.from(bytes));

export function der(): Target {
  const certificate = parseCertificate(roots[0] ?? new Uint8Array(), NAME);
  const asked = { certificate, issuer: certificate };
  return {
    make: (draw) => mutated(draw, [...roots, ...cmsFiles, ...stamps], MARKS),
    read: async (input) => {
      await unlessRefused(() => readDer(input, NAME));
      await unlessRefused(() => definiteLengths(input, NAME));
      await unlessRefused(() => parseCertificate(input, NAME));
      await unlessRefused(() => statusesTold(testCrypto, [input], asked, NAME));
      const at = '2026-11-30T00:00:00Z';
      await unlessRefused(() =>
        revocationTold(testCrypto, { lists: [input], answers: [input] }, { ...asked, at }, NAME),
      );
    },
  };
}

export function cms(): Target {
  const signed = [Buffer.from('the words of a document')];
  const at = '2027-01-01T00:00:00Z';
  return {
    make: (draw) => mutated(draw, [...cmsFiles, ...stamps], MARKS),
    read: async (input) => {
      const question = { cms: input, signed, mustBind: true, trust: roots, at, place: NAME };
      await unlessRefused(() => verifyDocumentSignature(testCrypto, question));
      await unlessRefused(() => verifyDocumentSignature(testCrypto, { ...question, mustBind: false }));
      await unlessRefused(() => parseTimestampResponse(input, NAME));
      const data = fixture('timestamps/checkpoint.note');
      await unlessRefused(() =>
        verifyTimestamp(testCrypto, { data, token: input, trust: roots, place: NAME }),
      );
    },
  };
}
