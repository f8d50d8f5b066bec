// Writing OCFL 1.1: the storage root, where an object lies in it, and the inventory of an object with one version.
// Reading and validating are in `ocfl-validate.ts`. https://ocfl.io/1.1/spec/
import { createHash } from 'node:crypto';
import { isUuid, type Uuid } from '../base/ids.ts';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { escapeFault } from '../verify/names.ts';

export const OBJECT_DECLARATION = '0=ocfl_object_1.1';
export const ROOT_DECLARATION = '0=ocfl_1.1';
export const CONTENT = 'v1/content';
/** Section 3.9 allows it; validators remark (W013) that the name is not a registered one. */
export const CHUNKS_EXTENSION = 'extensions/comity-chunk-hashes';

const LAYOUT = '0004-hashed-n-tuple-storage-layout';

/** The place of a content file within its object. Refuses badInput for a path that would leave it. */
export function contentPath(path: string): string {
  const fault = escapeFault(path);
  if (fault === undefined) return `${CONTENT}/${path}`;
  throw new Refusal('badInput.contentPath', { fault: inEnglish(fault) });
}

/** Namaste: the text of a declaration is its name after `0=`. */
export function declarationText(declaration: string): string {
  return `${declaration.slice(2)}\n`;
}

/** The files of a storage root, by path. */
export function rootFiles(): { readonly [path: string]: string } {
  const layout = {
    extension: LAYOUT,
    description: 'Objects lie at three folders of three hex digits and one of 64: SHA-256 of the object id.',
  };
  const config = {
    extensionName: LAYOUT,
    digestAlgorithm: 'sha256',
    tupleSize: 3,
    numberOfTuples: 3,
    shortObjectRoot: false,
  };
  return {
    [ROOT_DECLARATION]: declarationText(ROOT_DECLARATION),
    'ocfl_layout.json': `${JSON.stringify(layout, undefined, 2)}\n`,
    [`extensions/${LAYOUT}/config.json`]: `${JSON.stringify(config, undefined, 2)}\n`,
    'comity-chunk-hashes.md': CHUNKS_TEXT,
  };
}

function objectId(id: Uuid): string {
  return `urn:uuid:${id}`;
}

/** Undefined for an object that is not one of ours. */
export function uuidOfObject(id: string): Uuid | undefined {
  const text = id.startsWith('urn:uuid:') ? id.slice('urn:uuid:'.length) : '';
  return isUuid(text) ? text : undefined;
}

/** Where an object lies below the storage root (extension 0004 with its default parameters). */
export function objectPath(id: Uuid): string {
  const digest = createHash('sha256').update(objectId(id)).digest('hex');
  return [digest.slice(0, 3), digest.slice(3, 6), digest.slice(6, 9), digest].join('/');
}

export interface InventoryFile {
  /** Below `v1/content/`; also the logical path. */
  readonly path: string;
  readonly sha256: string;
  readonly md5?: string;
  readonly sha1?: string;
}

interface InventoryParts {
  readonly id: Uuid;
  /** RFC 3339. */
  readonly created: string;
  readonly message: string;
  readonly user: { readonly name: string; readonly address?: string };
  readonly files: readonly InventoryFile[];
}

/** `inventory.json` in pieces: the id first, one digest a line, so that it can be written and read at any size. */
export function* inventoryText(parts: InventoryParts): Generator<string> {
  const byDigest = (name: 'sha256' | 'md5' | 'sha1', prefix: string): Generator<string> =>
    digestLines(parts.files, name, prefix);
  yield `{\n"id":${JSON.stringify(objectId(parts.id))},\n"type":"https://ocfl.io/1.1/spec/#inventory",\n`;
  yield '"digestAlgorithm":"sha256",\n"head":"v1",\n"manifest":{\n';
  yield* byDigest('sha256', `${CONTENT}/`);
  yield `},\n"versions":{"v1":{"created":${JSON.stringify(parts.created)},`;
  yield `"message":${JSON.stringify(parts.message)},"user":${JSON.stringify(parts.user)},"state":{\n`;
  yield* byDigest('sha256', '');
  yield '}}}';
  const also = (['md5', 'sha1'] as const).filter((name) =>
    parts.files.some((file) => file[name] !== undefined),
  );
  if (also.length > 0) {
    yield ',\n"fixity":{';
    for (const [i, name] of also.entries()) {
      yield `${i > 0 ? ',' : ''}"${name}":{\n`;
      yield* byDigest(name, `${CONTENT}/`);
      yield '}';
    }
    yield '}';
  }
  yield '\n}\n';
}

/** Files with the same digest share a line. */
function* digestLines(
  files: readonly InventoryFile[],
  name: 'sha256' | 'md5' | 'sha1',
  prefix: string,
): Generator<string> {
  const paths = new Map<string, string | string[]>();
  for (const file of files) {
    const digest = file[name];
    if (digest === undefined) continue;
    const others = paths.get(digest);
    if (others === undefined) paths.set(digest, file.path);
    else if (typeof others === 'string') paths.set(digest, [others, file.path]);
    else others.push(file.path);
  }
  let comma = '';
  for (const [digest, one] of paths) {
    const list = (typeof one === 'string' ? [one] : one).map((path) => prefix + path);
    yield `${comma}"${digest}":${JSON.stringify(list)}`;
    comma = ',\n';
  }
  if (comma !== '') yield '\n';
}

const CHUNKS_TEXT = `# Local extension: comity-chunk-hashes

For each content file of more than 4 MiB there is a text file of the same path below
\`extensions/comity-chunk-hashes/\` in the object. It locates damage; the inventory alone decides what is right.

    comity-chunk-hashes 1 4194304
    <64 hex digits>                 one line for each 4 MiB, the last one shorter:
    ...                             SHA-256 of a zero byte and the bytes of the chunk
    end <bytes of the file> <root>  root of the RFC 6962 tree over these hashes

One hash by hand, for chunk number N from 0:
\`(printf '\\0'; dd if=FILE bs=4M skip=N count=1) | sha256sum\`
`;
