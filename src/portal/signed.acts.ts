// Who handed over a file signs its digest with their passkey, as officers sign events (docs/decisions/passkeys-sign-events.md): the device
// signs the line of the receipt. The line is made of what the page was given and of nothing else, so that nothing is kept in between.
import { base64 } from '../base/bytes.ts';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { checkedSignature, notYours } from '../evidence/custody/signing.acts.ts';
import type { PreparedSigning } from '../evidence/custody/signing.acts.ts';
import { counterOf, SIGNING_MINUTES, type SigningAnswer } from '../evidence/custody/signing.ts';
import { signatureOf } from '../evidence/log/log-entry.ts';
import { secondOf } from '../verify/envelope.ts';
import type { PasskeyHeld } from '../people/passkey.store.ts';
import { asPortal, asPortalWithin, type PortalAccount } from '../people/portal-account.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { formatNote } from '../verify/note.ts';
import { officerKeyName } from '../verify/officer-key.ts';
import { base64Url, passkeyChallenge, passkeyOf, type Passkey } from '../verify/passkey.ts';
import { newUuid } from '../base/ids.ts';
import { sha256Of, type Portal } from './order.acts.ts';
import { entriesOf, insertEntry, lockOrder, type Entry, type PortalOrder } from './order.store.ts';
import { portalReceiptText } from './receipt.ts';

/** Bytes of a receipt; one with an answer of a passkey that is longer than any honest one is not taken. */
const RECEIPT_BYTES_MAX = 8192;

export interface Signing {
  readonly portal: Portal;
  /** Where the pages are: a passkey signs for that address. */
  readonly url: URL;
  readonly account: PortalAccount;
  readonly order: PortalOrder;
}

/** What this account handed over and has not signed; undefined: no such step. */
export async function fileToSign(
  { portal, account, order }: Signing,
  id: string,
): Promise<Entry | undefined> {
  const entries = await asPortal(portal.people.operator, account.id, (tx) => entriesOf(tx, order.id));
  return isOpen(entries, account, id);
}

function isOpen(entries: readonly Entry[], account: PortalAccount, id: string): Entry | undefined {
  const entry = entries.find((one) => one.id === id && one.kind === 'file' && one.account?.id === account.id);
  return entry !== undefined && entries.some(({ of }) => of === entry.id) ? undefined : entry;
}

/** What the browser asks each passkey of the account to sign; none: there is no passkey. */
export async function prepareFileSigning(signing: Signing, file: Entry): Promise<PreparedSigning['choices']> {
  const { portal, account } = signing;
  const { clock, random, signIn } = portal.people;
  const [nonce, at] = [newUuid(clock, random), clock()];
  return (await signIn.passkeysHeld(account.id)).map((held) => {
    const key = keyOf(signing, held);
    const challenge = base64Url(passkeyChallenge(nodeCrypto, lineOf(signing, file, { nonce, at, key })));
    const { credentialId, addedAt } = held;
    return {
      request: { nonce, at, key: fingerprintOf(key), credentialId, challenges: [challenge] },
      addedAt,
    };
  });
}

/** Twice is once. `expired`: it took too long. Refuses notAllowed (no passkey of this account; its counter), wrongKey (what it signed). */
export async function signFile(
  signing: Signing,
  file: Entry,
  answer: SigningAnswer,
): Promise<'done' | 'expired'> {
  const { portal, account, order } = signing;
  const { people, house } = portal;
  const age = house.clock() - answer.at;
  if (age < 0 || age > SIGNING_MINUTES * 60_000) return 'expired';
  const held = (await people.signIn.passkeysHeld(account.id)).find(
    (one) => fingerprintOf(keyOf(signing, one)) === answer.key,
  );
  const [assertion] = answer.assertions;
  if (held === undefined || assertion === undefined) throw notYours();
  const key = keyOf(signing, held);
  const line = lineOf(signing, file, { nonce: answer.nonce, at: answer.at, key });
  const signature = await checkedSignature({ key, counter: held.counter }, line, assertion);
  const now = house.clock();
  const service = signatureOf(house.identity.service, line, Math.floor(now / 1000));
  const receipt = formatNote(line, [signature, service]);
  if (receipt.length > RECEIPT_BYTES_MAX)
    throw new Refusal('tooLarge.eventLength', { max: RECEIPT_BYTES_MAX, length: receipt.length });
  await people.operator.transaction(async (tx) => {
    await lockOrder(tx, order.id);
    await asPortalWithin(tx, account.id, async (own) => {
      if (isOpen(await entriesOf(own, order.id), account, file.id) === undefined) return;
      await insertEntry(own, {
        id: answer.nonce,
        kind: 'signed',
        text: file.text,
        at: new Date(now),
        followedAs: 'done',
        receipt,
        file: undefined,
        of: file.id,
        order: order.id,
        by: { account: account.id },
      });
    });
  });
  await people.signIn.raiseCounter(held.id, counterOf(assertion));
  return 'done';
}

function keyOf({ portal, url }: Signing, { spki }: PasskeyHeld): Passkey {
  const name = officerKeyName(portal.house.identity.origin, sha256Of(spki));
  return passkeyOf(nodeCrypto, name, spki, url.origin);
}

const fingerprintOf = ({ spki }: Passkey): string => sha256Of(spki);

interface LineParts {
  readonly nonce: Uuid;
  readonly at: number;
  readonly key: Passkey;
}

/** Without the head of the log, which may move while somebody signs. */
function lineOf({ portal, account, order }: Signing, file: Entry, { nonce, at, key }: LineParts): Uint8Array {
  return portalReceiptText({
    origin: portal.house.identity.origin,
    order: order.id,
    reference: order.reference,
    letter: order.sha256,
    entry: nonce,
    kind: 'signed',
    account: account.id,
    addressee: order.addressee.id,
    text: file.text === undefined ? undefined : sha256Of(file.text),
    file: file.file,
    of: file.id,
    passkey: { key: fingerprintOf(key), publicKey: base64(key.spki), origin: key.origin },
    at: secondOf(at),
  });
}
