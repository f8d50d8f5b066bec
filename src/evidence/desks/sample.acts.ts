// Loads the sample case: real acts on invented things, so that every page has something to show. Each act has a key of its
// own, so a load that was stopped goes on, and a second one changes nothing.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newUuid } from '../../base/ids.ts';
import { insertCase } from '../../cases/case.store.ts';
import type { CaseFile } from '../../cases/case.ts';
import { insertAccessEvent } from '../../people/access-event.store.ts';
import { insertMember } from '../../people/case-member.store.ts';
import type { Person } from '../../people/person.ts';
import type { Acquisition, ImageTools } from '../intake/acquire.acts.ts';
import { checkExhibit } from '../custody/custody.acts.ts';
import { addExhibit, type AddRequest } from '../intake/exhibit-add.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { deskPicture, harbourPicture, invoicePicture } from './sample-pictures.ts';
import { MESSAGE, subscriberAnswer, transfersTable } from './sample.ts';

export const SAMPLE_KEY = 'sample';
const IMAGE = fileURLToPath(new URL('../../../fixtures/ewf/encase5.E01', import.meta.url));
const WARRANT = { type: 'warrant', id: '441/26 (invented)' } as const;
const REQUEST = { type: 'request', id: 'MLA 17/26 (invented)' } as const;
const OFFICER = 'Ines Example (invented)';

type Thing = Pick<AddRequest, 'title' | 'source' | 'authority' | 'place' | 'conditions'> &
  Pick<Acquisition, 'from'>;

/** `lead` gets the case; without, it waits for one. */
export async function loadSample(
  house: Installation,
  images: ImageTools,
  lead: Person | undefined,
): Promise<CaseFile> {
  const file = await house.db.transaction(async (tx) => {
    const at = new Date(house.clock());
    const made = await insertCase(tx, {
      id: newUuid(house.clock, house.random),
      title: 'Sample: harbour invoices',
      state: house.settings.state,
      createdAt: at,
      key: SAMPLE_KEY,
    });
    if (
      lead !== undefined &&
      (await insertMember(tx, { caseId: made.id, person: lead.id, role: 'lead', at }))
    ) {
      const about = { by: lead.id, about: lead.id, caseId: made.id, facts: { role: 'lead' } };
      await insertAccessEvent(tx, {
        id: newUuid(house.clock, house.random),
        at,
        what: 'memberAdded',
        ...about,
      });
    }
    return made;
  });
  const folder = await mkdtemp(join(tmpdir(), 'comity-sample-'));
  try {
    for (const [i, thing] of (await things(folder)).entries()) {
      const key = `${SAMPLE_KEY}:${i + 1}`;
      const made = await addExhibit(house, {
        caseName: file.reference,
        also: [],
        images,
        person: OFFICER,
        key,
        ...thing,
      });
      if (i === 0 && !made.repeated) await checkExhibit(house, made.exhibit.number);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return file;
}

async function things(folder: string): Promise<Thing[]> {
  const write = async (name: string, bytes: Uint8Array | string): Promise<string> => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const photographs = join(folder, 'photographs');
  const pictures = [harbourPicture(), invoicePicture(), deskPicture()];
  await mkdir(photographs);
  for (const [i, bytes] of pictures.entries())
    await writeFile(join(photographs, `IMG_${String(i + 1).padStart(4, '0')}.png`), bytes);
  return [
    {
      from: { kind: 'path', path: IMAGE },
      title: 'Disk image of the laptop',
      source: 'Laptop, office at the harbour (invented)',
      authority: WARRANT,
      place: 'Office at the harbour',
      conditions: [],
    },
    {
      from: { kind: 'path', path: photographs },
      title: 'Photographs of the search',
      source: 'Camera of the search team (invented)',
      authority: WARRANT,
      place: 'Office at the harbour',
      conditions: [],
    },
    {
      from: { kind: 'path', path: await write('message.eml', MESSAGE) },
      title: 'Message with new bank details',
      source: 'Mailbox of the harbour company, with its consent (invented)',
      authority: { type: 'consent', id: 'of the company, 4 March 2026 (invented)' },
      conditions: [],
    },
    {
      from: { kind: 'path', path: await write('transfers.csv', transfersTable()) },
      title: 'Transfers between four accounts',
      source: 'Answer of a bank (invented)',
      authority: WARRANT,
      conditions: [],
    },
    {
      from: { kind: 'path', path: await write('subscriber.json', subscriberAnswer()) },
      title: "Provider's answer: who opened the account",
      source: 'Provider in another State, by its central authority (invented)',
      authority: REQUEST,
      conditions: [
        'To be used in this case only (Budapest Convention, Art. 28(2)(b))',
        'To be kept confidential (Budapest Convention, Art. 28(2)(a))',
      ],
    },
  ];
}
