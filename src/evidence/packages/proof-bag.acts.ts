// Writes the bag of a proof: a few files of one item of the log, its events with their proofs, keys, the checkpoint, and the lists
// over them. What the files are is for whoever hands them over (docs/formats/request-proof.md).
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '../../base/bytes.ts';
import type { Installation } from '../log/installation.acts.ts';
import { signatureOf } from '../log/log-entry.ts';
import { formatNote } from '../../verify/note.ts';
import { PROOF_FOLDER } from '../../verify/package-layout.ts';
import { keyItem } from '../log/key-names.ts';
import { bagInfoLines, BAGIT, manifestLine } from './package-files.ts';
import { eventsOfItems, writeEvents, writeTrust } from './package-bag.acts.ts';
import { vouchedCheckpoint } from './package-create.acts.ts';
import { writeZip } from './package-form.acts.ts';
import { TagFiles, writeNew } from './package-tags.acts.ts';
import { TOOL } from '../log/tool.ts';

interface ProofContents {
  /** Of the log, such as `request:` and a UUID. */
  readonly item: string;
  /** Of persons' keys that signed what is handed over, beside those that signed events. */
  readonly keys: readonly string[];
  /** Name of the bag's folder, and of the thing that is proved. */
  readonly bag: string;
  readonly reference: string;
  readonly id: string;
  /** By their names in the folder of the proof, in order. */
  readonly files: readonly (readonly [name: string, bytes: Uint8Array])[];
  /** How to check it by hand. */
  readonly check: string;
}

/** One zip file, as bytes: it is small. `place`: a folder that does not exist. Refuses what `vouchedCheckpoint` does. */
export async function writeProof(
  house: Installation,
  place: string,
  contents: ProofContents,
): Promise<Uint8Array> {
  const { checkpoint } = await vouchedCheckpoint(house, { withoutQuorum: true });
  await mkdir(place, { recursive: true, mode: 0o700 });
  try {
    const part = join(place, 'part');
    await mkdir(part, { mode: 0o700 });
    const to = join(place, 'proof.zip');
    await writeZip({ part, to, recipients: [], time: house.clock() }, async () => {
      const root = join(part, contents.bag);
      const tags = new TagFiles(root);
      const lines: string[] = [];
      let bytes = 0;
      await mkdir(join(root, PROOF_FOLDER), { recursive: true });
      for (const [name, content] of contents.files) {
        lines.push(
          manifestLine(await writeNew(join(root, PROOF_FOLDER, name), [content]), PROOF_FOLDER + name),
        );
        bytes += content.length;
      }
      const scope = { checkpoint, request: {} };
      const items = [contents.item, ...contents.keys.map(keyItem)];
      const events = await eventsOfItems(house, items, scope);
      await writeEvents(house, tags, { events, checkpoint });
      await writeTrust(house, tags, checkpoint);
      await tags.write('CHECK.txt', Buffer.from(contents.check));
      await tags.write('bagit.txt', Buffer.from(BAGIT));
      await tags.write(
        'bag-info.txt',
        Buffer.from(infoOf(house, contents, { bytes, files: contents.files.length })),
      );
      await tags.writePieces('manifest-sha256.txt', lines);
      const text = utf8(`comity/request-proof/v1\n${house.identity.origin}\n${await tags.finish()}\n`);
      const signed = signatureOf(house.identity.service, text, Math.floor(house.clock() / 1000));
      await writeNew(join(part, 'package.note'), [formatNote(text, [signed])]);
    });
    return await readFile(to);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function infoOf(
  { settings, identity, clock }: Installation,
  { id, reference }: ProofContents,
  payload: { readonly bytes: number; readonly files: number },
): string {
  return bagInfoLines([
    ['Source-Organization', `${settings.agency} (${settings.state})`],
    ['Bagging-Date', new Date(clock()).toISOString().slice(0, 10)],
    ['External-Identifier', id],
    ['Bag-Group-Identifier', reference],
    ['Payload-Oxum', `${payload.bytes}.${payload.files}`],
    ['Bag-Software-Agent', `${TOOL.name} ${TOOL.version}`],
    ['Comity-Log-Origin', identity.origin],
  ]);
}
