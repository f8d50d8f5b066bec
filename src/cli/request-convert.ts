// ./comity request convert | schema: a request from one rendering into the other, and what describes both.
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { shippedLaw } from '../law/data-files.store.ts';
import type { Message } from '../requests/message.ts';
import { messageJsonSchema } from '../requests/message-schema.ts';
import { writeMessageXml } from '../requests/message-xml.ts';
import { messageXsd } from '../requests/message-xsd.ts';
import { MAX_DOCUMENT_BYTES, readRequestDocument } from '../requests/request-document.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** Refusals: badUsage, notFound, tooLarge, badInput, unsupported. */
export async function convertRequest(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { to: { type: 'string' } },
  });
  const write = values.to === 'json' ? asJson : values.to === 'xml' ? writeMessageXml : undefined;
  if (write === undefined) throw wrong("--to with 'json' or 'xml'", values.to ?? 'none');
  const { message } = await readRequestDocument(fileAt(positionals[0]), await shippedLaw());
  terminal.out(write(message).trimEnd());
  return EXIT.done;
}

export async function showSchema([kind]: readonly string[], terminal: Terminal): Promise<number> {
  const { forms } = await shippedLaw();
  if (kind === 'json') terminal.out(JSON.stringify(messageJsonSchema(forms), undefined, 2));
  else if (kind === 'xml') terminal.out(messageXsd(forms).trimEnd());
  else throw wrong("'request schema json' or 'request schema xml'", kind ?? 'nothing');
  return EXIT.done;
}

export function fileAt(path: string | undefined): Uint8Array {
  if (path === undefined) throw wrong('a file with a request', 'none');
  try {
    const { size } = statSync(path);
    if (size > MAX_DOCUMENT_BYTES)
      throw new Refusal('tooLarge', {
        expected: `a file of at most ${MAX_DOCUMENT_BYTES} bytes`,
        found: `${size}`,
        next: 'Keep what came as a scan, and type its fields beside it.',
      });
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('notFound', {
      expected: 'a file with a request',
      found: `'${path}', which cannot be read`,
      next: "See './comity request convert --help'.",
      cause,
    });
  }
}

function asJson(message: Message): string {
  return JSON.stringify(message, undefined, 2);
}

function wrong(expected: string, found: string): Refusal {
  return new Refusal('badUsage', { expected, found, next: "See './comity request convert --help'." });
}
