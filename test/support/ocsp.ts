// The responder of an authority, played by `openssl ocsp`: what it answers about the certificate of a signer, from the index of a real CA.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl, type Signer } from './signed-pdf.ts';

export interface Answering {
  /** Revoked since then, `YYMMDDhhmmssZ`. */
  readonly since?: string;
  /** Who signs: the authority, a responder that it made for that, one for another use, or the responder of another authority. */
  readonly by?: 'authority' | 'responder' | 'signer' | { readonly of: Signer };
  /** Nobody has put the certificate on record. */
  readonly isUnknown?: boolean;
  readonly days?: number;
  /** The responder is named by its key. */
  readonly byKey?: boolean;
}

/** DER of an OCSPResponse, made now. */
export function ocspAnswer(signer: Signer, answering: Answering = {}): Buffer {
  const { folder, name } = signer;
  const { since, by = 'responder', isUnknown = false, days = 7, byKey = false } = answering;
  const serial = spawnSync('openssl', ['x509', '-in', `${name}.pem`, '-noout', '-serial'], {
    cwd: folder,
    encoding: 'utf8',
  })
    .stdout.trim()
    .replace('serial=', '');
  const line = `${since === undefined ? 'V' : 'R'}\t491231235959Z\t${since ?? ''}\t${serial}\tunknown\t/CN=A. Signer\n`;
  writeFileSync(join(folder, 'ocsp-index.txt'), isUnknown ? '' : line);
  const who =
    by === 'authority'
      ? `${name}-root`
      : by === 'signer'
        ? name
        : responder(by === 'responder' ? signer : by.of);
  openssl(
    folder,
    ['ocsp', '-index', 'ocsp-index.txt', '-CA', `${name}-root.pem`, '-issuer', `${name}-root.pem`].concat(
      ['-cert', `${name}.pem`, '-rsigner', `${who}.pem`, '-rkey', `${who}.key`, '-ndays', `${days}`],
      ['-no_nonce', '-respout', 'answer.der'],
      byKey ? ['-resp_key_id'] : [],
    ),
  );
  return readFileSync(join(folder, 'answer.der'));
}

/** What `openssl ocsp` itself finds of an answer: `good`, `revoked`, or why it does not verify. */
export function opensslSays({ folder, name }: Signer, answer: Buffer): string {
  writeFileSync(join(folder, 'seen.der'), answer);
  const root = `${name}-root.pem`;
  const { stdout, stderr } = spawnSync(
    'openssl',
    ['ocsp', '-respin', 'seen.der', '-issuer', root, '-cert', `${name}.pem`, '-CAfile', root],
    { cwd: folder, encoding: 'utf8' },
  );
  return `${stderr}${stdout}`;
}

/** With the right to answer for its authority (RFC 6960, 4.2.2.2). */
function responder({ folder, name }: Signer): string {
  const own = `${name}-responder`;
  const uses = 'extendedKeyUsage = OCSPSigning\nkeyUsage = critical, digitalSignature\n';
  writeFileSync(join(folder, 'responder.cnf'), `[responder]\nnoCheck = ignored\n${uses}`);
  openssl(folder, [
    'genpkey',
    '-algorithm',
    'EC',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-out',
    `${own}.key`,
  ]);
  openssl(folder, [
    'req',
    '-new',
    '-key',
    `${own}.key`,
    '-subj',
    `/C=XA/CN=Responder ${name}`,
    '-out',
    'r.csr',
  ]);
  openssl(
    folder,
    ['x509', '-req', '-in', 'r.csr', '-CA', `${name}-root.pem`, '-CAkey', `${name}-root.key`].concat([
      '-days',
      '30',
      '-extfile',
      'responder.cnf',
      '-extensions',
      'responder',
      '-out',
      `${own}.pem`,
    ]),
  );
  return own;
}
