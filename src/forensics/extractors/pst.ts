// Mailboxes of Outlook (PST, and OST before 2013): each message as a member, in its folder, with what is attached beneath. [MS-PST] 2.4;
// numbers of properties: [MS-OXPROPS]. A message has no bytes of its own there: a mail (RFC 5322, MIME) is made of it, always the same, with
// the bytes of what is attached as they are.
import { damaged, type Bytes } from '../volumes/bytes.ts';
import { inMemory, Spent, Stopped, type ExtractLimits, type Extractor, type Member } from './extractor.ts';
import { inLine, pageDecoder } from './lines.ts';
import { unpackLzfu } from './lzfu.ts';
import { contentOf, Properties } from './pst-heap.ts';
import { NodeFile, type Node } from './pst-nodes.ts';

const MAX_NODES = 5_000_000;
const MAX_FOLDERS = 64;
const MAX_WITHIN = 16;
/** What a message takes at the least. */
const MESSAGE_BYTES = 2048;
/** 2.2.2.1, nidType. */
const [FOLDER, MESSAGE, ATTACHMENT] = [0x02, 0x04, 0x05];
const STORE = 0x21;
const [NAME, SUBJECT, HEADERS, BODY, HTML, RTF, CLASS] = [0x3001, 0x0037, 0x007d, 0x1000, 0x1013, 0x1009, 0x001a]; // prettier-ignore
const [SENT, RECEIVED, MODIFIED, SIZE] = [0x0039, 0x0e06, 0x3008, 0x0e08];
const [DATA, LONG_NAME, SHORT_NAME, TYPE, METHOD] = [0x3701, 0x3707, 0x3704, 0x370e, 0x3705];
const [BY_VALUE, EMBEDDED, OLE] = [1, 5, 6];
const HEADS = [
  ['To', 0x0e04],
  ['Cc', 0x0e03],
  ['Bcc', 0x0e02],
  ['Message-ID', 0x1035],
] as const;

export const pst: Extractor = {
  name: 'pst',
  group: 'mail',
  version: 3,
  takes: (kind) => kind === 'PST',
  read: (bytes, { limits }) => {
    const file = new NodeFile(bytes);
    const box = new Mailbox(file, new Spent(limitsOf(bytes.size, limits)));
    const store = box.properties(file.node(STORE));
    const name = store?.text(NAME) ?? '';
    return {
      members: box.members(bytes.size),
      find: (address) => box.find(Number.parseInt(address, 16)),
      facts: {
        format: file.isUnicode ? 'Unicode' : 'ANSI',
        ...(name === '' ? {} : { mailbox: inLine(name, 200) }),
      },
    };
  },
};

/** A large mailbox has more in it than a small archive may unpack to: as much as its own length can hold, and no more. */
function limitsOf(size: number, limits: ExtractLimits): ExtractLimits {
  return {
    ...limits,
    members: Math.max(limits.members, Math.floor(size / MESSAGE_BYTES)),
    unpackedBytes: Math.max(limits.unpackedBytes, 2 * size),
  };
}

class Mailbox {
  readonly #file: NodeFile;
  readonly #spent: Spent;
  readonly #folders = new Map<number, string>();

  constructor(file: NodeFile, spent: Spent) {
    this.#file = file;
    this.#spent = spent;
  }

  properties(node: Node | undefined): Properties | undefined {
    return node === undefined ? undefined : new Properties(this.#file, node);
  }

  /** In the order of the numbers of their nodes, which the file alone decides. What is left of one that was cut is read, and it is said. */
  *members(size: number): Generator<Member> {
    let count = 0;
    for (const node of this.#file.nodes()) {
      if (++count > MAX_NODES) throw new Stopped('tooMany', `more than ${MAX_NODES} nodes`);
      if ((node.nid & 0x1f) !== MESSAGE) continue;
      this.#spent.member();
      yield this.#member(node);
    }
    const { statedBytes } = this.#file;
    if (statedBytes > size) throw damaged(`a mailbox of ${statedBytes} bytes`, `an end after ${size}`);
  }

  find(nid: number): Member | undefined {
    const node = this.#file.node(nid);
    return node === undefined ? undefined : this.#member(node);
  }

  #member(node: Node): Member {
    const address = node.nid.toString(16);
    let own: Properties;
    try {
      own = new Properties(this.#file, node);
    } catch (error) {
      const open = (): Bytes => {
        throw error;
      };
      return {
        path: `${this.#folder(node.parent)}/${address}.eml`,
        address,
        type: 'file',
        sizeBytes: 0,
        open,
      };
    }
    const modified = own.time(RECEIVED) ?? own.time(SENT) ?? own.time(MODIFIED);
    return {
      path: `${this.#folder(node.parent)}/${nameOf(subjectOf(own) || address)}.eml`,
      address,
      type: 'file',
      sizeBytes: own.number(SIZE) ?? 0,
      ...(modified === undefined ? {} : { modified }),
      open: () => {
        const mail = mailOf(this.#file, own, this.#spent, address);
        this.#spent.unpack(mail.length);
        this.#spent.unpacked(mail.length);
        return inMemory(mail);
      },
    };
  }

  /** Names from the top down. A folder that lies in itself ends there. */
  #folder(nid: number): string {
    const known = this.#folders.get(nid);
    if (known !== undefined) return known;
    const names: string[] = [];
    const seen = new Set<number>();
    for (let at = nid; names.length < MAX_FOLDERS && !seen.has(at);) {
      seen.add(at);
      const node = (at & 0x1f) === FOLDER ? this.#file.node(at) : undefined;
      if (node === undefined || node.parent === at) break;
      names.unshift(nameOf(this.#nameOf(node) || at.toString(16)));
      at = node.parent;
    }
    const path = names.length === 0 ? 'no folder' : names.join('/');
    this.#folders.set(nid, path);
    return path;
  }

  #nameOf(node: Node): string {
    try {
      return new Properties(this.#file, node).text(NAME) ?? '';
    } catch {
      return ''; // then its number
    }
  }
}

/** 2.5.3.1.1.1: where it begins with 1, the length of what was put before it follows. */
function subjectOf(own: Properties): string {
  const text = own.text(SUBJECT) ?? '';
  return text.startsWith('\u0001') ? text.slice(2) : text;
}

function nameOf(text: string): string {
  return inLine(text, 120).replaceAll('/', '_').replace(/[\u0000-\u001f]/g, '_').trim() || '_'; // prettier-ignore
}

interface Part {
  readonly type: string;
  readonly name?: string;
  readonly bytes: Buffer;
}

function mailOf(file: NodeFile, own: Properties, spent: Spent, mark: string, depth = 0): Buffer {
  if (depth > MAX_WITHIN) throw new Stopped('tooDeep', `more than ${MAX_WITHIN} messages within messages`);
  const parts: Part[] = [];
  const text = own.text(BODY);
  if (text !== undefined && text !== '')
    parts.push({ type: 'text/plain; charset=utf-8', bytes: Buffer.from(text) });
  const html = own.bytes(HTML) ?? Buffer.from(own.text(HTML) ?? '');
  if (html.length > 0) parts.push({ type: `text/html; charset=${pageName(own)}`, bytes: html });
  const rtf = parts.length > 0 ? undefined : own.bytes(RTF);
  if (rtf !== undefined) parts.push({ type: 'application/rtf', name: 'body.rtf', bytes: unpackLzfu(rtf) });
  for (const node of own.subnodes.values())
    if ((node.nid & 0x1f) === ATTACHMENT)
      parts.push(attachmentOf(file, node, { spent, mark, depth, page: own.page }));
  const size = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  spent.unpack(Math.ceil(size * 1.4));
  const boundary = `=_${mark}.${depth}_=`;
  const lines = [...headOf(own), 'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary="${boundary}"`, '']; // prettier-ignore
  for (const { type, name, bytes } of parts) {
    lines.push(`--${boundary}`, `Content-Type: ${type}`);
    if (name !== undefined) lines.push(`Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name.toWellFormed())}`); // prettier-ignore
    lines.push('Content-Transfer-Encoding: base64', '', bytes.toString('base64').replace(/.{76}/g, '$&\r\n'));
  }
  lines.push(`--${boundary}--`, '');
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** What it was sent with, where that is kept; else what Outlook knows. */
function headOf(own: Properties): readonly string[] {
  const kept = (own.text(HEADERS) ?? '').trim();
  if (kept !== '') {
    const fields = kept.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
    const wanted = fields.filter((field) => /^[\u0021-\u0039\u003b-\u007e]+:/.test(field) && !/^(?:content-|mime-version)/i.test(field)); // prettier-ignore
    if (wanted.length > 0) return wanted.map((field) => word(field, true));
  }
  const from = [own.text(0x0c1a) ?? '', own.text(0x5d01) ?? own.text(0x0c1f) ?? ''];
  const lines = [`From: ${word(from[0] ?? '')}${from[1] === '' ? '' : ` <${inLine(from[1] ?? '', 500)}>`}`];
  for (const [name, id] of HEADS) {
    const value = own.text(id);
    if (value !== undefined && value.trim() !== '') lines.push(`${name}: ${word(value)}`);
  }
  lines.push(`Subject: ${word(subjectOf(own))}`);
  const sent = own.time(SENT) ?? own.time(RECEIVED);
  if (sent !== undefined) lines.push(`Date: ${new Date(sent).toUTCString().replace('GMT', '+0000')}`);
  const kind = own.text(CLASS);
  if (kind !== undefined && kind !== 'IPM.Note') lines.push(`X-Outlook-Class: ${word(kind)}`);
  return lines;
}

/** RFC 2047: what is not ASCII as words of Base64, each a whole number of characters. */
function word(text: string, isField = false): string {
  const line = inLine(text, 8000).toWellFormed();
  if (/^[\u0020-\u007e]*$/.test(line)) return line;
  const [, name = '', value = ''] = isField ? (/^([^:]+:) ?(.*)$/.exec(line) ?? []) : [undefined, '', line];
  const words = (value.match(/.{1,30}/gu) ?? []).map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`); // prettier-ignore
  return `${name}${name === '' ? '' : ' '}${words.join(' ')}`;
}

/** 2.4.6.2: by value, as a message, or as an object of another program. */
function attachmentOf(
  file: NodeFile,
  node: Node,
  {
    spent,
    mark,
    depth,
    page,
  }: { readonly spent: Spent; readonly mark: string; readonly depth: number; readonly page: number },
): Part {
  spent.member();
  const own = new Properties(file, node, page);
  const name = own.text(LONG_NAME) || own.text(SHORT_NAME) || own.text(NAME) || `attachment-${node.nid}`;
  const method = own.number(METHOD) ?? BY_VALUE;
  const object = own.object(DATA);
  if (method === EMBEDDED && object !== undefined) {
    const inner = new Properties(file, object, page);
    const bytes = mailOf(file, inner, spent, mark, depth + 1);
    return {
      type: 'message/rfc822',
      name: `${nameOf(subjectOf(inner) || name).replace(/\.eml$/i, '')}.eml`,
      bytes,
    };
  }
  if (object !== undefined && method === OLE)
    return {
      type: 'application/octet-stream',
      name,
      bytes: contentOf(file, object, spent.limits.memberBytes),
    };
  spent.unpack(own.sizeOf(DATA));
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(own.text(TYPE) ?? '') ? (own.text(TYPE) ?? '') : 'application/octet-stream'; // prettier-ignore
  return { type, name, bytes: own.bytes(DATA) ?? Buffer.alloc(0) };
}

function pageName(own: Properties): string {
  return pageDecoder(own.number(0x3fde) ?? own.page).encoding;
}
