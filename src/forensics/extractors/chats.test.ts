import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { Refusal } from '../../base/refusal.ts';
import { LIMITS, inMemory, Spent, Stopped, type Extracted } from './extractor.ts';
import { sqlite } from './sqlite.ts';

function made(t: TestContext, sql: string): Buffer {
  const path = join(temporaryFolder(t), 'made.sqlite');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY');
  database.exec(sql);
  database.close();
  return readFileSync(path);
}

function read(bytes: Uint8Array, spent = new Spent()): Extracted {
  return sqlite.read(inMemory(bytes), spent, 'made.db');
}

/** What stands before the tables: a line of each message, without its time of day. */
function linesOf({ text = '' }: Extracted): string[] {
  return (text.split('\n\n')[0] ?? '').split('\n').slice(1);
}

const [ONE, TWO] = ['2026-05-02T08:00:00.000Z', '2026-05-02T08:05:00.000Z'];
const TYPED = `x'040b73747265616d747970656481e803840140848484084e53537472696e6701948401${'2b0b'}${Buffer.from('only blobbed').toString('hex').slice(0, 22)}8684'`;

const MADE: readonly { readonly program: string; readonly sql: string; readonly lines: readonly string[] }[] =
  [
    {
      program: 'WhatsApp of Android',
      sql: `CREATE TABLE jid(_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);
      CREATE TABLE chat(_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT);
      CREATE TABLE message(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER, text_data TEXT);
      CREATE TABLE message_media(message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, media_name TEXT);
      INSERT INTO jid VALUES (1, '1', 's', '491@s.whatsapp.net'), (2, '2', 'g', '120@g.us'), (3, '3', 's', '492@s.whatsapp.net');
      INSERT INTO chat VALUES (1, 1, NULL), (2, 2, 'Boats');
      INSERT INTO message VALUES (1, 1, 1, 0, 1777709100000, 0, 'on my way'), (2, 1, 0, 0, 1777708800000, 0, 'where' || char(10) || 'now?'), (3, 2, 0, 3, 1777709400000, 1, NULL);
      INSERT INTO message_media VALUES (3, 2, 'Media/IMG-1.jpg', NULL);`,
      lines: [
        `${ONE}\t491@s.whatsapp.net\town account\twhere now?\t`,
        `${TWO}\town account\t491@s.whatsapp.net\ton my way\t`,
        '2026-05-02T08:10:00.000Z\t492@s.whatsapp.net\tBoats (120@g.us)\t\tMedia/IMG-1.jpg',
      ],
    },
    {
      program: 'WhatsApp of Android, before 2022',
      sql: `CREATE TABLE messages(_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER, data TEXT, timestamp INTEGER, media_name TEXT, media_caption TEXT, remote_resource TEXT);
      CREATE TABLE chat_list(_id INTEGER PRIMARY KEY, key_remote_jid TEXT UNIQUE, subject TEXT);
      INSERT INTO chat_list VALUES (1, '120@g.us', 'Boats');
      INSERT INTO messages VALUES (1, '491@s.whatsapp.net', 1, 'hello', 1777709100000, NULL, NULL, NULL), (2, '120@g.us', 0, NULL, 1777708800000, 'list.pdf', 'the list', '492@s.whatsapp.net');`,
      lines: [
        `${ONE}\t492@s.whatsapp.net\tBoats (120@g.us)\tthe list\tlist.pdf`,
        `${TWO}\town account\t491@s.whatsapp.net\thello\t`,
      ],
    },
    {
      program: 'WhatsApp of iOS',
      sql: `CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, ZPARTNERNAME VARCHAR, ZCONTACTJID VARCHAR);
      CREATE TABLE ZWAMEDIAITEM(Z_PK INTEGER PRIMARY KEY, ZMEDIALOCALPATH VARCHAR);
      CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZISFROMME INTEGER, ZCHATSESSION INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEDATE TIMESTAMP, ZTEXT VARCHAR);
      INSERT INTO ZWACHATSESSION VALUES (1, 'Bea', '491@s.whatsapp.net'); INSERT INTO ZWAMEDIAITEM VALUES (7, 'Media/1.mp4');
      INSERT INTO ZWAMESSAGE VALUES (1, 0, 1, 7, 799401600.0, 'look'), (2, 1, 1, NULL, 799401900.0, 'seen');`,
      lines: [
        `${ONE}\tBea (491@s.whatsapp.net)\town account\tlook\tMedia/1.mp4`,
        `${TWO}\town account\tBea (491@s.whatsapp.net)\tseen\t`,
      ],
    },
    ...[799_401_600, 799_401_600_000_000_000n].map((date) => ({
      program: 'Messages of Apple',
      sql: `CREATE TABLE message(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, handle_id INTEGER DEFAULT 0, attributedBody BLOB, date INTEGER, is_from_me INTEGER DEFAULT 0);
      CREATE TABLE handle(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL);
      CREATE TABLE chat(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, chat_identifier TEXT, display_name TEXT);
      CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
      CREATE TABLE attachment(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, filename TEXT, transfer_name TEXT);
      CREATE TABLE message_attachment_join(message_id INTEGER, attachment_id INTEGER);
      INSERT INTO handle VALUES (4, '+4915550100'); INSERT INTO chat VALUES (9, '+4915550100', ''); INSERT INTO attachment VALUES (3, '~/a/IMG_1.HEIC', 'IMG_1.HEIC');
      INSERT INTO message VALUES (1, 'a', 'a picture', 4, NULL, ${date}, 0), (2, 'b', NULL, 0, ${TYPED}, ${date} + ${date > 1e12 ? '300000000000' : '300'}, 1);
      INSERT INTO chat_message_join VALUES (9, 1), (9, 2); INSERT INTO message_attachment_join VALUES (1, 3);`,
      lines: [
        `${ONE}\t+4915550100\town account\ta picture\tIMG_1.HEIC`,
        `${TWO}\town account\t+4915550100\tonly blobbe\t`,
      ],
    })),
    {
      program: 'SMS of Android',
      sql: `CREATE TABLE sms(_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, date INTEGER, type INTEGER, body TEXT);
      INSERT INTO sms VALUES (1, 1, '+4915550100', 1777709100000, 2, 'sent'), (2, 1, '+4915550100', 1777708800000, 1, 'got');`,
      lines: [`${ONE}\t+4915550100\town account\tgot\t`, `${TWO}\town account\t+4915550100\tsent\t`],
    },
    {
      program: 'MMS of Android',
      sql: `CREATE TABLE pdu(_id INTEGER PRIMARY KEY, thread_id INTEGER, date INTEGER, msg_box INTEGER, sub TEXT);
      CREATE TABLE addr(_id INTEGER PRIMARY KEY, msg_id INTEGER, address TEXT, type INTEGER);
      CREATE TABLE part(_id INTEGER PRIMARY KEY, mid INTEGER, ct TEXT, fn TEXT, _data TEXT, text TEXT);
      INSERT INTO pdu VALUES (1, 1, 1777708800, 1, NULL); INSERT INTO addr VALUES (1, 1, '+4915550100', 137), (2, 1, '+4915550101', 151);
      INSERT INTO part VALUES (1, 1, 'text/plain', NULL, NULL, 'see this'), (2, 1, 'image/jpeg', 'boat.jpg', '/data/x', NULL);`,
      lines: [`${ONE}\t+4915550100\t+4915550101\tsee this\tboat.jpg`],
    },
    {
      program: 'Skype',
      sql: `CREATE TABLE Messages(id INTEGER NOT NULL PRIMARY KEY, convo_id INTEGER, author TEXT, from_dispname TEXT, guid BLOB, timestamp INTEGER, body_xml TEXT);
      CREATE TABLE Conversations(id INTEGER NOT NULL PRIMARY KEY, identity TEXT, displayname TEXT);
      CREATE TABLE Transfers(id INTEGER NOT NULL PRIMARY KEY, chatmsg_guid BLOB, filename TEXT);
      INSERT INTO Conversations VALUES (1, 'bea.example', 'Bea'); INSERT INTO Transfers VALUES (1, x'0102', 'plan.pdf');
      INSERT INTO Messages VALUES (5, 1, 'bea.example', 'Bea', x'0102', 1777708800, 'the <b>plan</b>');`,
      lines: [`${ONE}\tBea (bea.example)\tBea (bea.example)\tthe <b>plan</b>\tplan.pdf`],
    },
    {
      program: 'Skype of Android',
      sql: `CREATE TABLE chatItem(_id INTEGER PRIMARY KEY, conversation_link TEXT, time INTEGER, content TEXT, is_sender_me INTEGER, person_id TEXT, device_gallery_path TEXT);
      INSERT INTO chatItem VALUES (1, '8:bea', 1777708800000, 'hi', 0, '8:bea', NULL);`,
      lines: [`${ONE}\t8:bea\town account\thi\t`],
    },
    {
      program: 'Viber',
      sql: `CREATE TABLE messages(_id INTEGER PRIMARY KEY, conversation_id INTEGER, participant_id INTEGER, msg_date INTEGER, body TEXT, send_type INTEGER, extra_uri TEXT);
      CREATE TABLE conversations(_id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE participants(_id INTEGER PRIMARY KEY, conversation_id INTEGER, participant_info_id INTEGER);
      CREATE TABLE participants_info(_id INTEGER PRIMARY KEY, number TEXT, display_name TEXT);
      INSERT INTO conversations VALUES (1, 'Boats'); INSERT INTO participants VALUES (1, 1, 11), (2, 1, 12);
      INSERT INTO participants_info VALUES (11, '+4915550101', NULL), (12, '+4915550100', 'Bea');
      INSERT INTO messages VALUES (1, 1, 1, 1777709100000, 'mine', 1, NULL), (2, 1, 2, 1777708800000, 'hers', 0, 'file:///a.jpg');`,
      lines: [
        `${ONE}\tBea (+4915550100)\tBoats (+4915550101, +4915550100)\thers\tfile:///a.jpg`,
        `${TWO}\town account\tBoats (+4915550101, +4915550100)\tmine\t`,
      ],
    },
    {
      program: 'Messages of Apple, before iOS 6',
      sql: `CREATE TABLE message(ROWID INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT, date INTEGER, text TEXT, flags INTEGER, group_id INTEGER);
      INSERT INTO message VALUES (1, '+4915550100', 1777708800, 'got', 2, 1), (2, '+4915550100', 1777709100, 'sent', 3, 1);`,
      lines: [`${ONE}\t+4915550100\town account\tgot\t`, `${TWO}\town account\t+4915550100\tsent\t`],
    },
  ];

test('the messages of each program are lines with time, sender, receiver, words and file, in the order of their time', (t) => {
  for (const { program, sql, lines } of MADE) {
    const found = read(made(t, sql));
    assert.equal(found.facts?.['chats'], program);
    assert.equal(found.facts?.['messages'], lines.length, program);
    assert.equal(found.facts?.['first-message'], ONE, program);
    assert.ok(found.text?.startsWith(`${program}: messages (`));
    assert.deepEqual(linesOf(found), lines, program);
  }
});

test('a database that has SMS and MMS gives both, and one of anything else gives none', (t) => {
  const [sms, mms] = ['SMS of Android', 'MMS of Android'].map(
    (name) => MADE.find(({ program }) => program === name)?.sql ?? '',
  );
  const both = read(made(t, `${sms}${mms}`));
  assert.equal(both.facts?.['chats'], 'SMS of Android; MMS of Android');
  assert.equal(both.facts?.['messages'], 3);
  const none = read(
    made(t, 'CREATE TABLE message(id INTEGER, text TEXT, date INTEGER); CREATE TABLE calls(date INTEGER)'),
  );
  assert.equal(none.facts?.['chats'], undefined);
});

test('a database of chats that is cut or changed is read as far as it goes, and its text ends at the limit', (t) => {
  const random = randomOf(20_261_201);
  for (const { sql } of MADE.slice(0, 5)) {
    const bytes = made(t, sql);
    for (let i = 0; i < 60; i++) {
      const input = Buffer.from(bytes);
      for (let k = 0; k < 12; k++) input[Math.floor(random() * input.length)] = Math.floor(random() * 256);
      try {
        read(i % 6 === 0 ? input.subarray(0, Math.floor(random() * input.length)) : input);
      } catch (error) {
        assert.ok(error instanceof Stopped || error instanceof Refusal, String(error));
      }
    }
  }
  const many = made(
    t,
    `CREATE TABLE sms(_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, date INTEGER, type INTEGER, body TEXT);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
     INSERT INTO sms SELECT i, 1, '+49', 1777708800000 + i, 1, 'words ' || i FROM n`,
  );
  const cut = read(many, new Spent({ ...LIMITS, textCharacters: 5000 }));
  assert.deepEqual([cut.facts?.['messages'], cut.facts?.['text']], [3000, 'cut']);
  assert.ok((cut.text ?? '').length <= 5000);
});

test('the chats of telephones beside the project are those that SQLite itself finds', (t) => {
  const folder = sharedData('forensics/sqlite/plaso/android');
  if (folder === undefined) return t.skip('no data beside the project');
  const hangouts = read(readFileSync(join(folder, 'babel.db')));
  assert.deepEqual([hangouts.facts?.['chats'], hangouts.facts?.['messages']], ['Hangouts', 14]);
  assert.equal(
    linesOf(hangouts)[2],
    '2017-07-17T04:43:21.429Z\tHallym Betty (112549252980293459976)\tJohn Macron\tHey. Better now ;)\t',
  );
  const viber = read(readFileSync(join(folder, 'viber_data')));
  assert.deepEqual([viber.facts?.['chats'], viber.facts?.['messages']], ['Viber: calls', 4]);
  for (const line of linesOf(viber))
    assert.match(line, /^20\d\d-\S+Z\t(?:own account\t\+\d+|\+\d+\town account)\tcall, seconds: \d+\t$/);
});
