// Two authorities without a line between them: messages, receipts and a small package go by mail, through an SMTP server and Dovecot; roads are
// mixed in one conversation; and a mailbox is open to everybody, so what anybody puts there is of no effect, and is never answered.
import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { Uuid } from '../src/base/ids.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { healthOf } from '../src/evidence/installation/health.acts.ts';
import { fetchMail } from '../src/exchange/by-mail.acts.ts';
import { exportTo, importFrom } from '../src/exchange/carrier.acts.ts';
import { refusedSince } from '../src/exchange/conversation.store.ts';
import { doArrived, tellAnswers } from '../src/exchange/custody-receipts.acts.ts';
import { deliverDue } from '../src/exchange/deliver.acts.ts';
import { insOf } from '../src/exchange/in.store.ts';
import { setMailbox } from '../src/exchange/mailbox.acts.ts';
import type { Message } from '../src/exchange/message.ts';
import { tellOffers } from '../src/exchange/offer.acts.ts';
import { acceptOffer } from '../src/exchange/offered.acts.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import {
  addDocument,
  confirmDocument,
  ownDocumentFile,
  publishDocument,
} from '../src/exchange/peer-document.acts.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { openArrived } from '../src/exchange/take.acts.ts';
import { setMail } from '../src/people/mail.acts.ts';
import { readMailbox } from '../src/platform/mailbox.ts';
import { isClean, MIB, offered, offerOf, pair, received, type Side } from './support/evidence-between.ts';
import { BOX_PASSWORD, testMailboxes, type Mailboxes } from './support/mailboxes.ts';
import { isRefusal } from './support/refusal.ts';
import { temporaryFolder } from './support/temporary.ts';
import { lineTo, listen } from './support/two-authorities.ts';

const REQUEST: Message = {
  v: 1,
  type: 'request',
  reference: 'FR-2026-000012/R4',
  urgency: 'normal',
  letter: 'JVBERg==',
};
const HOUR = 3_600_000;

/** Its document names a mailbox and, where one is said, a line. */
async function reachedAt(
  one: Side,
  other: Side,
  at: { readonly mail: string; readonly line?: string },
): Promise<void> {
  const { house, people, keys, ana, clock } = one;
  clock.ms += 1000;
  await publishDocument(house, people, ana, {
    keys,
    kinds: ['centralAuthority'],
    line: at.line,
    mail: at.mail,
  });
  const file = Buffer.from((await ownDocumentFile(house, keys)) ?? '');
  await addDocument(other.house, other.people, other.ana, file);
  await confirmDocument(other.people, other.ben, house.identity.origin);
}

async function hasMail({ people, ana, line }: Side, user: string, boxes: Mailboxes): Promise<void> {
  const server = { host: '127.0.0.1', tls: 'none', certificates: '' } as const;
  const sender = { sender: `${user}@post.example`, user: '', password: '' };
  assert.equal(await setMail(people, ana, { ...server, ...sender, port: boxes.smtpPort }, line), undefined);
  const account = { user, password: BOX_PASSWORD, port: boxes.imapPort };
  assert.equal(await setMailbox(people, ana, { ...server, ...account }), undefined);
}

async function say({ house, keys }: Side, to: Side, message: Message, conversation?: Uuid) {
  const peer = await lineTo({ house } as Side, to);
  return house.db.transaction((tx) =>
    sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      { peer, message, conversation: conversation ?? { request: undefined }, by: undefined },
    ),
  );
}

const send = (from: Side): Promise<number> => deliverDue({ house: from.house, keys: from.keys });

test('what goes by mail is the message that goes by line', async (t) => {
  const boxes = await testMailboxes(t, ['lyon', 'tokyo', 'cut']);
  if (boxes === undefined) return;
  const sides = await pair(t);
  const { lyon, tokyo } = sides;
  await reachedAt(lyon, tokyo, { mail: 'lyon@post.example' });
  await reachedAt(tokyo, lyon, { mail: 'tokyo@post.example' });
  await t.test('once in effect, with its receipts, whatever lies in the mailbox beside it', () =>
    messageByMail(boxes, sides),
  );
  await t.test('a line that closes anywhere ends the round, and the mail is there in the next one', (sub) =>
    cutAnywhere(sub, boxes),
  );
  await t.test(
    'a small package too; a larger one goes by carrier, and what begins by mail goes on by line',
    () => packageByMail(t, boxes, sides),
  );
  await isClean(lyon, tokyo);
});

/** What the server says is cut after so many bytes: within its greeting, an answer, and the part of a mail that is on its way. */
async function cutAnywhere(t: TestContext, boxes: Mailboxes): Promise<void> {
  const mail = `Content-Type: application/octet-stream\r\n\r\n${'not an envelope\r\n'.repeat(20_000)}`;
  boxes.put('cut', mail);
  let most = 0;
  const login = { user: 'cut', password: BOX_PASSWORD };
  const limits = { mails: 5, bytes: 1_000_000, parts: 5 };
  const read = async (bytes: number): Promise<{ mails: number; parts: number } | 'refused'> => {
    const said = { bytes: 0 };
    const proxy = createServer((client) => {
      const server = connect(boxes.imapPort, '127.0.0.1');
      client.pipe(server);
      server.on('data', (piece: Buffer) => {
        const left = bytes - said.bytes;
        said.bytes += piece.length;
        client.write(piece.subarray(0, Math.max(0, left)));
        if (piece.length > left) client.end();
      });
      for (const one of [client, server])
        one.on('error', () => undefined).on('close', () => (client.destroy(), server.destroy()));
    });
    await new Promise<void>((done) => void proxy.listen(0, '127.0.0.1', done));
    const { port } = proxy.address() as AddressInfo; // it listens
    let parts = 0;
    try {
      const server = { host: '127.0.0.1', port, tls: 'none', login, certificates: undefined } as const;
      const mails = await readMailbox(server, limits, (one) => {
        parts += one.is === 'read' ? one.parts.length : 0;
        return Promise.resolve();
      });
      most = said.bytes;
      return { mails, parts };
    } catch (error) {
      assert.ok(isRefusal('notReachable')(error) || isRefusal('notAllowed')(error), String(error));
      return 'refused';
    } finally {
      proxy.close();
    }
  };
  for (const at of [10, 200, 700, 1500, 40_000, 150_000, 300_000])
    assert.equal(await read(at), 'refused', `cut after ${at}`);
  assert.deepEqual(await read(Infinity), { mails: 1, parts: 1 });
  t.diagnostic(`${most} bytes of the server; cut after seven numbers of them`);
  assert.ok(most > 300_000);
}

type Sides = Awaited<ReturnType<typeof pair>>;

async function messageByMail(boxes: Mailboxes, { lyon, tokyo }: Sides): Promise<void> {
  // Without a server nothing leaves, and the page says why.
  const { conversation } = await say(lyon, tokyo, REQUEST);
  const sent = async () => (await outsOf(lyon.house.db.kysely, conversation))[0];
  await send(lyon);
  assert.match((await sent())?.lastError ?? '', /no mail server/);
  await hasMail(lyon, 'lyon', boxes);
  await hasMail(tokyo, 'tokyo', boxes);
  lyon.clock.ms += HOUR;
  boxes.isDown = true;
  await send(lyon);
  assert.equal((await sent())?.mailedAt, undefined);
  assert.ok((await sent())?.lastError);
  boxes.isDown = false;
  lyon.clock.ms += HOUR;
  await send(lyon);
  assert.deepEqual([boxes.count('tokyo'), (await sent())?.lastError], [1, undefined]);
  assert.ok((await sent())?.mailedAt);
  assert.equal(await send(lyon), 0, 'a mail takes its time');

  // Taken, then its receipts cannot leave: the mail stays unread, and the second time counts no second time.
  boxes.isDown = true;
  const broken = await fetchMail(tokyo);
  assert.equal(broken?.mails, 0);
  assert.equal((await healthOf(tokyo.house, () => tokyo.house.published())).mailbox?.isBroken, true);
  boxes.isDown = false;
  assert.deepEqual(await fetchMail(tokyo), { mails: 1, delivered: 0, receipts: 0, refused: 0 });
  assert.equal((await healthOf(tokyo.house, () => tokyo.house.published())).mailbox?.isBroken, false);
  assert.equal((await fetchMail(tokyo))?.mails, 0, 'read once');
  const [came] = await insOf(tokyo.house.db.kysely, conversation);
  assert.ok(came);
  assert.equal(came.state, 'delivered');
  assert.deepEqual(await fetchMail(lyon), { mails: 1, delivered: 0, receipts: 2, refused: 0 });
  const got = await sent();
  assert.equal(got?.state, 'delivered');
  assert.deepEqual([got?.relay, got?.delivery], [came.relay, came.delivery], 'byte for byte');

  // That a person opened it comes by mail too.
  await tokyo.house.db.transaction((tx) =>
    openArrived(tokyo, tx, came, tokyo.ana.id, lyon.house.identity.origin),
  );
  await send(tokyo);
  assert.equal((await fetchMail(lyon))?.receipts, 1);
  assert.ok((await sent())?.retrieval);

  // Anybody can put anything there: copies, forgeries, nonsense, giants, many parts, a mail in a mail. None is answered.
  const mail = mailOf([{ name: `${came.digest}.comity`, bytes: came.envelope }]);
  const flipped = Buffer.from(came.envelope);
  flipped[100] = (flipped[100] ?? 0) ^ 1;
  const other = await say(tokyo, lyon, { v: 1, type: 'fence', epoch: 2, heads: [] });
  const [theirs] = await outsOf(tokyo.house.db.kysely, other.conversation);
  assert.ok(theirs);
  const before = boxes.count('lyon');
  for (const bad of [
    mail,
    mail,
    mailOf([{ name: 'a.comity', bytes: flipped }]),
    mailOf([{ name: 'ours.comity', bytes: theirs.envelope }]),
    mailOf([came.envelope, came.envelope].map((bytes) => ({ name: 'two.comity', bytes }))),
    mailOf([{ name: 'r.note', bytes: Buffer.from(`{"from":"lyon.example/custody"}\n\n— x y\n`) }]),
    mailOf(Array.from({ length: 60 }, () => ({ name: 'n', bytes: Buffer.from('{}') }))),
    mailOf([{ name: 'giant', bytes: Buffer.alloc(14 * MIB) }]),
    nested(mail, 300),
    'Subject: Out of office\r\n\r\nI am away.\r\n',
    'no mail at all',
  ])
    boxes.put('tokyo', bad);
  const round = await fetchMail(tokyo);
  assert.deepEqual([round?.mails, round?.delivered, round?.receipts, round?.refused], [11, 0, 0, 9]);
  assert.equal(boxes.count('lyon'), before, 'the copy was answered a moment ago, the rest never');
  const counted = await refusedSince(tokyo.house.db.kysely, '2020-01-01');
  assert.deepEqual(
    counted
      .map(({ origin, what, times }) => `${origin} ${what} ${times}`)
      .toSorted((a, b) => (a < b ? -1 : 1)),
    [
      'mail mail:form 1',
      'mail mail:nothing 3',
      'mail mail:receipt:unreadable 1',
      'mail mail:signature 1',
      'mail mail:stranger 1',
      'mail mail:tooLarge 2',
    ],
    'and not laid to the peer, in whose name anybody can write',
  );
  // A receipt that was lost: the message comes again, and its receipts with it.
  tokyo.clock.ms += HOUR;
  boxes.put('tokyo', mail);
  await fetchMail(tokyo);
  assert.equal(boxes.count('lyon'), before + 1);
  // An account that is not ours.
  const notOurs = { user: 'tokyo', password: 'another one', certificates: '' };
  const at = { host: '127.0.0.1', port: boxes.imapPort, tls: 'none' } as const;
  await setMailbox(tokyo.people, tokyo.ana, { ...at, ...notOurs });
  assert.equal((await fetchMail(tokyo))?.mails, 0);
}

async function packageByMail(t: TestContext, boxes: Mailboxes, { lyon, tokyo }: Sides): Promise<void> {
  await hasMail(tokyo, 'tokyo', boxes);
  const before = boxes.count('tokyo');
  const { number, id } = await offered(lyon, tokyo, MIB);
  await tellOffers(lyon.house, lyon.keys);
  await send(lyon);
  assert.equal((await fetchMail(tokyo))?.delivered, 1);
  await fetchMail(lyon);
  const message = await offerOf(tokyo, id);
  const desk = { house: tokyo.house, people: tokyo.people, person: tokyo.ines.person };
  const [theirs = ''] = await received(tokyo, message);
  await acceptOffer(desk, message);
  await tellAnswers(tokyo.house, tokyo.keys);
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'bound');

  // The answer goes by line: the sender has one now.
  await listen(t, lyon);
  await reachedAt(lyon, tokyo, { mail: 'lyon@post.example', line: lyon.line });
  await send(tokyo);
  await doArrived(lyon.house);
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'none');
  assert.equal(await standingOf(tokyo.house.db.kysely, theirs), 'holds');

  // Larger than a mail may be: it stays, says why, and goes by carrier; its receipt comes back by line, from who has only a mailbox.
  const large = await offered(lyon, tokyo, 11 * MIB);
  await tellOffers(lyon.house, lyon.keys);
  await send(lyon);
  const at = temporaryFolder(t);
  const written = await exportTo(lyon.house, lyon.keys, { peer: tokyo.house.identity.origin, to: at });
  assert.deepEqual([written.envelopes, written.packages], [1, 1]);
  assert.equal(boxes.count('tokyo'), before + 1, 'nothing of it went by mail');
  await importFrom(tokyo.house, tokyo.keys, at);
  const asked = await received(tokyo, await offerOf(tokyo, large.id));
  assert.equal(asked.length, 2, 'whole: the exhibit and the papers');
}

interface MailFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function mailOf(files: readonly MailFile[]): string {
  const head =
    'From: anybody@elsewhere.example\r\nTo: x@y.example\r\nSubject: Comity message\r\nMIME-Version: 1.0\r\n';
  const parts = files.map(
    ({ name, bytes }) =>
      `--b\r\nContent-Type: application/vnd.comity.envelope; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(
        bytes,
      )
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n')}\r\n`,
  );
  return `${head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n${parts.join('')}--b--\r\n`;
}

/** A mail in a mail in a mail: passed on, it is nobody's message to us. */
function nested(mail: string, depth: number): string {
  const wrapped = 'MIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(depth);
  return `${wrapped}${mail}`;
}
