// An installation with one medium that is to be examined: each stage finds something to do there, so that a blow can fall in each.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { homeAt } from '../../src/platform/home.ts';
import { deflated, imageWithArchives } from './archives.ts';
import { comity, comityJson, LYON } from './comity.ts';
import { PAPERS } from './crash-home.ts';
import { drawn, shapes } from './drawn.ts';
import { knownSet } from './known-set.ts';
import { temporaryFolder } from './temporary.ts';
import type { ZipPart } from './zip-builder.ts';

/** The number of the exhibit. */
export async function unexaminedAt(t: TestContext, home: string): Promise<string> {
  const image = join(temporaryFolder(t), 'disk.dd');
  writeFileSync(image, imageWithArchives(await filesOf(t)));
  assert.equal((await comity(home, ['init', ...LYON])).code, 0);
  const file = String((await comityJson(home, ['case', 'create', '--title', 'Harbour']))['reference']);
  assert.equal((await comity(home, ['exhibit', 'add', image, '--case', file, ...PAPERS])).code, 0);
  await takeInSet(t, home);
  return `${file}-1`;
}

const LETTER = 'what lies deepest'; // in the archives too

/** What the stages after the listing have to do: a picture, mail with what is attached, a database, a document, and what is known. */
async function filesOf(t: TestContext): Promise<readonly ZipPart[]> {
  const path = join(temporaryFolder(t), 'chat.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA page_size=512; CREATE TABLE said (words TEXT)');
  database.exec("INSERT INTO said VALUES ('one'), ('two')");
  database.close();
  const photo = await drawn(320, 240, shapes(3)).resize(64, 64).jpeg({ quality: 20 }).toBuffer();
  const mail = `From: one@agency.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n--b\r\nContent-Disposition: attachment; filename=known.txt\r\n\r\n${LETTER}\r\n--b--\r\n`;
  const pdf =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>';
  return [
    deflated('photo.jpg', photo),
    deflated('mail.eml', Buffer.from(mail)),
    deflated('chat.db', readFileSync(path)),
    deflated('paper.pdf', Buffer.from(pdf)),
  ];
}

/** Confirmed by a second person, as everywhere: else nothing is compared with it. */
async function takeInSet(t: TestContext, home: string): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env;
  const house = await openInstallation(homeAt(home), { env });
  try {
    await knownSet(t, house, `${createHash('sha256').update(LETTER).digest('hex')}\n`);
  } finally {
    await house.close();
  }
}
