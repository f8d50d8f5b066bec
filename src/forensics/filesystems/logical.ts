// The files of a logical container as a file system: the folders that their paths lie in, and those that the container describes itself.
import { Refusal } from '../../base/refusal.ts';
import type { LogicalFile } from '../sources/image.ts';
import { safeName, type Content, type Entry, type FileSystem } from './file-system.ts';

const MAX_ENTRIES = 1_000_000;

interface Node {
  readonly entry: Entry;
  readonly file?: LogicalFile;
  readonly below: number[];
}

/** Throws Refusal `tooLarge`. */
export function logicalFileSystem(kind: string, files: readonly LogicalFile[]): FileSystem {
  const nodes: Node[] = [];
  const folders = new Map<string, number>();
  const add = (name: string, file?: LogicalFile): number => {
    if (nodes.length >= MAX_ENTRIES)
      throw new Refusal('tooLarge.listedEntries', { max: MAX_ENTRIES, volume: 1 });
    const key = nodes.length;
    const type = file?.type ?? 'folder';
    const { sizeBytes = 0, times = {}, digests = {} } = file ?? {};
    const told = Object.keys(digests).length === 0 ? {} : { digests };
    const entry = { name, address: `${key}`, type, sizeBytes, isDeleted: false, times, key, ...told };
    nodes.push({ entry, below: [], ...(file === undefined ? {} : { file }) });
    return key;
  };
  const root = add('/');
  const folderIn = (above: number, name: string, file?: LogicalFile): number => {
    const id = `${above}/${name}`;
    const known = folders.get(id);
    if (known !== undefined) return known;
    const key = add(name, file);
    folders.set(id, key);
    nodes[above]?.below.push(key);
    return key;
  };
  // What is said of a folder must be known before a file puts it there by its path alone.
  const inOrder = files.map((file) => ({ file, names: namesOf(file.path) }));
  const described = inOrder.filter(({ file }) => file.type === 'folder');
  described.sort((one, other) => one.names.length - other.names.length);
  for (const { file, names } of [...described, ...inOrder.filter((one) => one.file.type === 'file')]) {
    const last = names.at(-1);
    let above = root;
    for (const name of names.slice(0, -1)) above = folderIn(above, name);
    if (file.type === 'folder') {
      if (last !== undefined) folderIn(above, last, file);
      continue;
    }
    nodes[above]?.below.push(add(last ?? safeName(''), file));
  }
  return {
    kind,
    clusterBytes: 1,
    times: 'utc',
    root: nodes[root]!.entry, // the first that was added
    children: (folder) => (nodes[folder.key]?.below ?? []).flatMap((key) => nodes[key]?.entry ?? []),
    content: (entry) => contentOf(nodes[entry.key]?.file),
  };
}

function contentOf(file: LogicalFile | undefined): Content {
  const opened = file?.open();
  return {
    size: opened?.size ?? 0,
    readInto: (offset, target) => opened?.readInto(offset, target) ?? 0,
    runs: [], // where it lies in the container is no place on a medium
    stored: 'compressed',
    ...(opened?.crc32 === undefined ? {} : { crc32: opened.crc32 }),
  };
}

/** Of Windows too. None of them leads upwards: `..` is a name here like any other. */
function namesOf(path: string): string[] {
  const isWindows = /^[A-Za-z]:[\\/]|^\\\\/.test(path) || (!path.includes('/') && path.includes('\\'));
  return path
    .split(isWindows ? /[\\/]+/ : /\/+/)
    .filter((name) => name !== '' && name !== '.')
    .map(safeName);
}
