// The one file of a form that a browser sends without a script (multipart/form-data, RFC 7578; boundaries of RFC 2046, 5.1),
// as a stream: never held whole.
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';

export interface FormFile {
  /** As the sender's system calls it; '' when none was chosen. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const HEADER_BYTES_MAX = 8 * 1024;
const LINE = '\r\n';
const HEADERS_END = Buffer.from(`${LINE}${LINE}`);

/** Refuses badInput: the first part is no file, or the form breaks off (that one while the bytes are read). */
export async function fileOfForm(body: AsyncIterable<Uint8Array>, contentType: string): Promise<FormFile> {
  const [, quoted, plain] =
    /^multipart\/form-data;.*\bboundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw broken(phrase('formOfOtherKind'));
  const source = new Source(body);
  source.unread(Buffer.from(LINE)); // so that the first boundary looks like the others
  const delimiter = Buffer.from(`${LINE}--${boundary}`);
  if ((await source.before(delimiter, HEADER_BYTES_MAX)) === undefined)
    throw broken(phrase('formWithoutPart'));
  const headers = await source.before(HEADERS_END, HEADER_BYTES_MAX);
  if (headers === undefined) throw broken(phrase('formPartOpen'));
  return { name: fileName(headers.toString('utf8')), bytes: source.until(delimiter) };
}

interface WholeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** For what is small: held whole. Undefined: none was chosen. Refuses tooLarge, badInput. */
export async function wholeFileOfForm(request: Request, bytesMax: number): Promise<WholeFile | undefined> {
  if (request.body === null) return undefined;
  const sent = await fileOfForm(request.body, request.headers.get('content-type') ?? '');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of sent.bytes) {
    size += piece.length;
    if (size > bytesMax) throw new Refusal('tooLarge.document', { bytesMax });
    pieces.push(Buffer.from(piece));
  }
  return sent.name === '' ? undefined : { name: sent.name, bytes: Buffer.concat(pieces) };
}

/** HTML standard, "multipart/form-data encoding algorithm": a quotation mark and line breaks are percent-encoded. */
function fileName(headers: string): string {
  const [, disposition = ''] = /^content-disposition:([^\r\n]*)/im.exec(headers) ?? [];
  const [, name] = /; *filename="([^"]*)"/i.exec(disposition) ?? [];
  if (name === undefined) throw broken(phrase('fieldNoFile'));
  // U+0000 is in no name that a system gives, and the database keeps none.
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('\0', '');
}

/** Bytes with a place to look ahead. */
class Source {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#pieces = body[Symbol.asyncIterator]();
  }

  unread(bytes: Buffer): void {
    this.#held = Buffer.concat([bytes, this.#held]);
  }

  /** What stands before the mark, which is taken too; undefined when it does not come within `max`. */
  async before(mark: Buffer, max: number): Promise<Buffer | undefined> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const found = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return found;
      }
      if (this.#held.length > max || !(await this.#more())) return undefined;
    }
  }

  /** Everything before the mark, as it comes. */
  async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      const safe = at >= 0 ? at : Math.max(0, this.#held.length - mark.length + 1); // the mark may begin at the end
      if (safe > 0) yield this.#held.subarray(0, safe);
      this.#held = this.#held.subarray(safe);
      if (at >= 0) return;
      if (!(await this.#more())) throw broken(phrase('fileWithoutEnd'));
    }
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next();
    if (done === true) return false;
    this.#held =
      this.#held.length === 0
        ? Buffer.from(value.buffer, value.byteOffset, value.length)
        : Buffer.concat([this.#held, value]);
    return true;
  }
}

function broken(found: Phrase): Refusal {
  return new Refusal('badInput.fileForm', { found });
}
