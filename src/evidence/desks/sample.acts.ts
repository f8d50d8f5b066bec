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

// What is in the sample case: a fraud that nobody committed. Every name ends in .example (RFC 2606) or says that it is invented.

/** Money that goes round. Account numbers are of no bank: their check digits are wrong on purpose. */
function transfersTable(): string {
  const lines = ['date,from,to,amount_eur,reference'];
  const accounts = ['FR00 EXAM PLE0 0001', 'MT00 EXAM PLE0 0002', 'FJ-EXAMPLE-0003', 'FR00 EXAM PLE0 0004'];
  for (let i = 0; i < 48; i++) {
    const day = new Date(Date.UTC(2026, 2, 3 + i * 2)).toISOString().slice(0, 10);
    const amount = (4200 + ((i * 7919) % 5300) + (i % 3) * 0.5).toFixed(2);
    lines.push(
      `${day},${accounts[i % 4]},${accounts[(i + 1) % 4]},${amount},invoice H-${1040 + Math.floor(i / 2)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** RFC 5322; addresses and hosts of documentation (RFC 2606, RFC 5737). */
const MESSAGE = [
  'Received: from mail.supplier.example (203.0.113.24) by mx.harbour.example; Tue, 3 Mar 2026 08:12:44 +0100',
  'From: Accounts <accounts@supplier.example>',
  'To: Purchasing <purchasing@harbour.example>',
  'Subject: New bank details for invoice H-1040',
  'Date: Tue, 3 Mar 2026 08:12:41 +0100',
  'Message-ID: <20260303.0812@supplier.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Dear colleagues,',
  '',
  'please use our new account for invoice H-1040 and all that follow.',
  '',
  'This message was invented for the sample case.',
  '',
].join('\r\n');

/** As a provider might answer. */
function subscriberAnswer(): string {
  const answer = {
    reference: 'EX-2026-0117 (invented)',
    account: 'accounts@supplier.example',
    registered: '2026-02-27T21:03:11Z',
    registeredFrom: { address: '198.51.100.7', port: 51022 },
    signIns: [
      { at: '2026-03-03T07:10:02Z', address: '198.51.100.7', port: 50112 },
      { at: '2026-03-05T18:44:57Z', address: '203.0.113.24', port: 40071 },
    ],
  };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}
