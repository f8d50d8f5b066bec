// Who said what to whom, and when, by the tables that each program of messages keeps. Names of tables and columns, and units of time, are those
// that abrignoni/ALEAPP and iLEAPP, log2timeline/plaso and theapplewiki.com ("Messages") document; seen in databases of Hangouts and Viber.
import { inLine } from './lines.ts';
import type { Database, Table, Value } from './sqlite-pages.ts';
import { typedText } from './typed-stream.ts';

export interface Chats {
  readonly program: string;
  /** By time; where a database has more of them than are read, the first. */
  readonly messages: readonly Message[];
}

export interface Message {
  /** ISO 8601, UTC; empty where it has none. */
  readonly at: string;
  readonly from: string;
  /** Whom it was sent to, or the group. */
  readonly to: string;
  readonly words: string;
  /** Name or path of what was sent with it. */
  readonly file: string;
}

/** A column of the message; then, of each table on the way, the column that holds that value, the one to go on with, and which rows alone count. */
type Way = readonly [
  column: string,
  ...then: readonly (readonly [
    table: string,
    holds: string,
    gives: string,
    only?: readonly [string, number],
  ])[],
];

interface Scheme {
  readonly program: string;
  readonly table: string;
  readonly time: string;
  /** Since 1970. */
  readonly milliseconds: (value: number) => number;
  /** By what else of the table it is known: others keep a table of this name. */
  readonly has: readonly string[];
  /** Where it was sent from this account: the column, and what it holds then. */
  readonly own?: readonly [string, number];
  /** All that is found stands, a name before its number. */
  readonly from: readonly Way[];
  readonly chat: readonly Way[];
  /** The first that is found stands. */
  readonly words: readonly Way[];
  readonly file: readonly Way[];
  readonly before?: string;
}

export const OWN = 'own account';

const MAX_ROWS = 200_000;
const MAX_CHARACTERS = 32 * 1024 * 1024;
const MAX_EACH = 20;
const MAX_NAME = 500;

const asIs = (value: number): number => value;
const ofSeconds = (value: number): number => value * 1000;
/** Seconds since 2001; since iOS 11 and macOS 10.13 nanoseconds, which no seconds of this millennium reach. */
const ofApple = (value: number): number => (value > 1e11 ? value / 1e6 : value * 1000) + 978_307_200_000;

// prettier-ignore
const SCHEMES: readonly Scheme[] = [
  {
    program: 'WhatsApp of Android', table: 'message', time: 'timestamp', milliseconds: asIs,
    has: ['chat_row_id', 'from_me', 'sender_jid_row_id', 'text_data'], own: ['from_me', 1],
    from: [['sender_jid_row_id', ['jid', '_id', 'raw_string']]],
    chat: [['chat_row_id', ['chat', '_id', 'subject']], ['chat_row_id', ['chat', '_id', 'jid_row_id'], ['jid', '_id', 'raw_string']]],
    words: [['text_data'], ['_id', ['message_media', 'message_row_id', 'media_caption']]],
    file: [['_id', ['message_media', 'message_row_id', 'file_path']], ['_id', ['message_media', 'message_row_id', 'media_name']]],
  },
  {
    program: 'WhatsApp of Android, before 2022', table: 'messages', time: 'timestamp', milliseconds: asIs,
    has: ['key_remote_jid', 'key_from_me', 'data'], own: ['key_from_me', 1],
    from: [['remote_resource']],
    chat: [['key_remote_jid', ['chat_list', 'key_remote_jid', 'subject']], ['key_remote_jid']],
    words: [['data'], ['media_caption']], file: [['media_name'], ['media_url']],
  },
  {
    program: 'WhatsApp of iOS', table: 'ZWAMESSAGE', time: 'ZMESSAGEDATE', milliseconds: ofApple,
    has: ['ZCHATSESSION', 'ZISFROMME', 'ZTEXT'], own: ['ZISFROMME', 1],
    from: [['ZGROUPMEMBER', ['ZWAGROUPMEMBER', 'Z_PK', 'ZMEMBERJID']]],
    chat: [['ZCHATSESSION', ['ZWACHATSESSION', 'Z_PK', 'ZPARTNERNAME']], ['ZCHATSESSION', ['ZWACHATSESSION', 'Z_PK', 'ZCONTACTJID']]],
    words: [['ZTEXT']], file: [['ZMEDIAITEM', ['ZWAMEDIAITEM', 'Z_PK', 'ZMEDIALOCALPATH']]],
  },
  {
    program: 'Messages of Apple', table: 'message', time: 'date', milliseconds: ofApple,
    has: ['handle_id', 'is_from_me', 'text'], own: ['is_from_me', 1],
    from: [['handle_id', ['handle', 'ROWID', 'id']]],
    chat: [
      ['ROWID', ['chat_message_join', 'message_id', 'chat_id'], ['chat', 'ROWID', 'display_name']],
      ['ROWID', ['chat_message_join', 'message_id', 'chat_id'], ['chat', 'ROWID', 'chat_identifier']],
    ],
    words: [['text'], ['attributedBody']],
    file: [
      ['ROWID', ['message_attachment_join', 'message_id', 'attachment_id'], ['attachment', 'ROWID', 'transfer_name']],
      ['ROWID', ['message_attachment_join', 'message_id', 'attachment_id'], ['attachment', 'ROWID', 'filename']],
    ],
  },
  {
    program: 'Messages of Apple, before iOS 6', table: 'message', time: 'date', milliseconds: ofSeconds,
    has: ['address', 'flags', 'group_id', 'text'], own: ['flags', 3], from: [['address']], chat: [['address']], words: [['text']], file: [],
  },
  {
    program: 'SMS of Android', table: 'sms', time: 'date', milliseconds: asIs,
    has: ['address', 'body', 'thread_id', 'type'], own: ['type', 2], from: [['address']], chat: [['address']], words: [['body']], file: [],
  },
  { // addr.type: 137 from, 151 to (PduHeaders of Android)
    program: 'MMS of Android', table: 'pdu', time: 'date', milliseconds: ofSeconds,
    has: ['msg_box', 'thread_id'], own: ['msg_box', 2],
    from: [['_id', ['addr', 'msg_id', 'address', ['type', 137]]]],
    chat: [['_id', ['addr', 'msg_id', 'address', ['type', 151]]]],
    words: [['_id', ['part', 'mid', 'text']], ['sub']],
    file: [['_id', ['part', 'mid', 'fn']], ['_id', ['part', 'mid', '_data']]],
  },
  { // words as they are kept, with their marks (body_xml)
    program: 'Skype', table: 'Messages', time: 'timestamp', milliseconds: ofSeconds,
    has: ['author', 'body_xml', 'from_dispname'],
    from: [['from_dispname'], ['author']],
    chat: [['convo_id', ['Conversations', 'id', 'displayname']], ['convo_id', ['Conversations', 'id', 'identity']]],
    words: [['body_xml']], file: [['guid', ['Transfers', 'chatmsg_guid', 'filename']]],
  },
  {
    program: 'Skype of Android', table: 'chatItem', time: 'time', milliseconds: asIs,
    has: ['conversation_link', 'content', 'is_sender_me', 'person_id'], own: ['is_sender_me', 1],
    from: [['person_id']], chat: [['conversation_link']], words: [['content']], file: [['device_gallery_path']],
  },
  {
    program: 'Viber', table: 'messages', time: 'msg_date', milliseconds: asIs,
    has: ['body', 'conversation_id', 'participant_id', 'send_type'], own: ['send_type', 1],
    from: [
      ['participant_id', ['participants', '_id', 'participant_info_id'], ['participants_info', '_id', 'display_name']],
      ['participant_id', ['participants', '_id', 'participant_info_id'], ['participants_info', '_id', 'number']],
    ],
    chat: [
      ['conversation_id', ['conversations', '_id', 'name']],
      ['conversation_id', ['participants', 'conversation_id', 'participant_info_id'], ['participants_info', '_id', 'number']],
    ],
    words: [['body']], file: [['extra_uri']],
  },
  {
    program: 'Viber: calls', table: 'calls', time: 'date', milliseconds: asIs,
    has: ['viber_call_type', 'canonized_number', 'type'], own: ['type', 2],
    from: [['canonized_number']], chat: [['canonized_number']], words: [['duration']], file: [], before: 'call, seconds: ',
  },
  {
    program: 'Hangouts', table: 'messages', time: 'timestamp', milliseconds: (value) => value / 1000,
    has: ['author_gaia_id', 'conversation_id', 'text'],
    from: [['author_gaia_id', ['participants', 'gaia_id', 'full_name']], ['author_gaia_id']],
    chat: [['conversation_id', ['conversations', 'conversation_id', 'name']], ['conversation_id', ['conversations', 'conversation_id', 'generated_name']]],
    words: [['text']], file: [['attachment_name'], ['local_url'], ['remote_url']],
  },
];

/** Of each program that keeps its messages in it; none for a database of anything else. */
export function chatsOf(database: Database, tables: readonly Table[]): readonly Chats[] {
  return SCHEMES.flatMap((scheme) => {
    const table = tables.find(
      ({ name, columns }) =>
        isSame(name, scheme.table) &&
        [scheme.time, ...scheme.has].every((column) => at(columns, column) >= 0),
    );
    return table === undefined ? [] : [new Reader(database, tables).read(scheme, table)];
  });
}

class Reader {
  readonly #database: Database;
  readonly #tables: readonly Table[];
  readonly #found = new Map<string, ReadonlyMap<string, readonly string[]>>();
  /** Of all that is held in memory, whatever the database says. */
  #left = MAX_CHARACTERS;

  constructor(database: Database, tables: readonly Table[]) {
    this.#database = database;
    this.#tables = tables;
  }

  read(scheme: Scheme, table: Table): Chats {
    const messages: Message[] = [];
    for (const row of this.#rows(table)) {
      if (messages.length >= MAX_ROWS || this.#left <= 0) break;
      const message = this.#message(scheme, row);
      this.#left -= message.from.length + message.to.length + message.words.length + message.file.length;
      messages.push(message);
    }
    return {
      program: scheme.program,
      messages: messages.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    };
  }

  #message(scheme: Scheme, row: ReadRow): Message {
    const all = (ways: readonly Way[]): string[] => [
      ...new Set(ways.map((way) => this.#along(row, way)).filter((text) => text !== '')),
    ];
    const first = (ways: readonly Way[]): string => {
      for (const way of ways) {
        const text = this.#along(row, way);
        if (text !== '') return text;
      }
      return '';
    };
    const isOwn = scheme.own !== undefined && Number(row(scheme.own[0]) ?? Number.NaN) === scheme.own[1];
    const chat = named(all(scheme.chat));
    const from = isOwn ? OWN : named(all(scheme.from)) || chat;
    const words = first(scheme.words);
    return {
      at: timeOf(scheme.milliseconds, row(scheme.time)),
      from,
      to: from === chat && scheme.own !== undefined ? OWN : chat,
      words: words === '' ? '' : (scheme.before ?? '') + words,
      file: first(scheme.file),
    };
  }

  #along(row: ReadRow, [column, ...steps]: Way): string {
    let values = [textOf(row(column))].filter((text) => text !== '');
    for (const step of steps) {
      const found = this.#table(step);
      values = values.flatMap((value) => found.get(value.toLowerCase()) ?? []).slice(0, MAX_EACH);
    }
    return inLine(values.join(', '));
  }

  /** Each table once, by the column that is looked up. */
  #table([name, holds, gives, only]: Exclude<Way[number], string>): ReadonlyMap<string, readonly string[]> {
    const key = [name, holds, gives, ...(only ?? [])].join('\0');
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const found = new Map<string, string[]>();
    this.#found.set(key, found);
    const table = this.#tables.find((one) => isSame(one.name, name));
    if (table === undefined) return found;
    let count = 0;
    for (const row of this.#rows(table)) {
      count += 1;
      if (count > MAX_ROWS || this.#left <= 0) break;
      const [held, given] = [textOf(row(holds)).toLowerCase(), textOf(row(gives))];
      if (held === '' || given === '' || (only !== undefined && Number(row(only[0])) !== only[1])) continue;
      const values = found.get(held) ?? [];
      if (values.length >= MAX_EACH) continue;
      values.push(given);
      found.set(held, values);
      this.#left -= held.length + given.length;
    }
    return found;
  }

  *#rows(table: Table): Generator<ReadRow> {
    for (const { rowid, values } of this.#database.rows(table, () => this.#left <= 0)) {
      if (values === undefined) continue;
      yield (column) => {
        const place = at(table.columns, column);
        const value = values[place];
        const isRowid = isSame(column, 'ROWID') && place < 0;
        return isRowid || (place >= 0 && place === table.rowidAt && value === null) ? rowid : value;
      };
    }
  }
}

/** The value of a column, by its name. */
type ReadRow = (column: string) => Value | undefined;

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function at(columns: readonly string[], name: string): number {
  const exact = columns.indexOf(name);
  return exact >= 0 ? exact : columns.findIndex((column) => isSame(column, name));
}

function named([name = '', ...others]: readonly string[]): string {
  return (others.length === 0 ? name : `${name} (${others.join(', ')})`).slice(0, MAX_NAME);
}

/** A text in bytes is one of a typed stream, else bytes are a name of something (`guid`). */
function textOf(value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Uint8Array)
    return typedText(value) ?? Buffer.from(value.subarray(0, 64)).toString('hex');
  return inLine(String(value));
}

function timeOf(milliseconds: Scheme['milliseconds'], value: Value | undefined): string {
  const stated = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
  if (Number.isNaN(stated) || stated <= 0) return '';
  const time = new Date(milliseconds(stated));
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
