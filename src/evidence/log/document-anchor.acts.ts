// The certificates that say whose the signatures of received documents are: kept by an administrator who was given them by another
// road than the documents. Each change is one entry under their name, in its transaction.
import { fromHex, hex } from '../../base/bytes.ts';
import { inEnglish, phrase, type Phrase, Refusal } from '../../base/refusal.ts';
import { record, type People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { digestOf } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import { nameText } from '../../verify/x509-name.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import { parseCertificate } from '../../verify/x509.ts';
import { anchorRows, deleteAnchor, insertAnchor, type AnchorRow } from './document-anchor.store.ts';

const ANCHOR_SETTING = 'documentAnchors';
export const MAX_ANCHORS = 500;
const MAX_CERTIFICATE_BYTES = 16_384;

export interface Anchor extends AnchorRow {
  readonly subject: string;
  readonly notAfter: string;
}

/** As the system: whoever reads a document asks by it. DER. */
export async function documentAnchors({ operator }: Pick<People, 'operator'>): Promise<Uint8Array[]> {
  return (await anchorRows(operator.kysely)).map(({ certificate }) => certificate);
}

/** For an administrator. */
export async function anchorsKept(people: People, { id }: Pick<Person, 'id'>): Promise<Anchor[]> {
  const rows = await people.db.asPerson(id, (tx) => anchorRows(tx));
  return rows.map((row) => {
    const { subject, notAfter } = parseCertificate(row.certificate, row.sha256);
    return { ...row, subject: nameText(subject, row.sha256), notAfter };
  });
}

/** All of the text or none; those that are kept already stay as they are. Refusals: badInput, tooLarge. */
export async function addAnchors(people: People, by: Person, pem: string): Promise<void> {
  const certificates = anchorsIn(pem);
  const at = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    for (const certificate of certificates) {
      const sha256 = digestOf(nodeCrypto, 'sha256', certificate);
      if (!(await insertAnchor(tx, { sha256, certificate, by: by.id, at }))) continue;
      await record(people, tx, {
        what: 'settingChanged',
        by: by.id,
        facts: { setting: ANCHOR_SETTING, added: hex(sha256) },
      });
    }
    if ((await anchorRows(tx)).length > MAX_ANCHORS)
      throw new Refusal('tooLarge.anchors', { maxAnchors: MAX_ANCHORS });
  });
}

/** Removed already, nothing changes. */
export async function removeAnchor(people: People, by: Person, sha256: string): Promise<void> {
  const digest = /^[0-9a-f]{64}$/.test(sha256) ? fromHex(sha256) : undefined;
  if (digest === undefined) return;
  await people.db.asPerson(by.id, async (tx) => {
    if (!(await deleteAnchor(tx, digest))) return;
    await record(people, tx, {
      what: 'settingChanged',
      by: by.id,
      facts: { setting: ANCHOR_SETTING, removed: sha256 },
    });
  });
}

function anchorsIn(pem: string): Uint8Array[] {
  const bad = (found: Phrase): Refusal => new Refusal('badInput.anchors', { found });
  try {
    const list = certificatesOfPem(pem, 'certificates');
    for (const der of list) {
      if (der.length > MAX_CERTIFICATE_BYTES) throw bad(phrase('oneOfBytes', { bytes: der.length }));
      parseCertificate(der, 'certificates');
    }
    return list;
  } catch (error) {
    if (error instanceof Fault) throw bad(inEnglish(error.message.slice(0, 300)));
    throw error;
  }
}
