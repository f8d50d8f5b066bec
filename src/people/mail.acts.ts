// The mail server: setting it, trying it, and reading it for whoever sends.
import type { Home } from '../platform/home.ts';
import type { MailServer } from '../platform/mail.ts';
import { sendLetter } from '../platform/mail.ts';
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { areCertificates } from '../verify/x509-pem.ts';
import type { Kysely } from 'kysely';
import type { Schema } from '../platform/schema.ts';
import { unseal } from './seal.ts';
import {
  MAIL_SETTING,
  mailSetting,
  passwordKept,
  type MailForm,
  type MailProblem,
  type MailSetting,
} from './mail.ts';
import { record, type People } from './people.acts.ts';
import type { Person } from './person.ts';
import { deleteSetting, readSetting, writeSetting } from './setting.store.ts';
import { readSecret } from './home-secret.acts.ts';

export async function mailSet(db: Kysely<Schema>): Promise<MailSetting | undefined> {
  return (await readSetting(db, MAIL_SETTING, mailSetting))?.value;
}

/** `site`: how this installation is called, for the links in letters. Returns what is wrong, and then nothing was set. */
export async function setMail(
  people: People,
  by: Person,
  { password, ...stated }: MailForm,
  site: string,
): Promise<MailProblem | undefined> {
  const at = new Date(people.clock());
  return people.db.asPerson(by.id, async (tx) => {
    const before = await mailSet(tx);
    const sealedPassword =
      password === '' ? passwordKept(before, stated) : people.signIn.seal('settings', password);
    if (stated.user !== '' && stated.tls === 'none') return 'plainPassword';
    if (stated.user !== '' && sealedPassword === '') return 'noPassword';
    if (stated.certificates !== '' && !areCertificates(stated.certificates)) return 'certificates';
    const value: MailSetting = {
      ...stated,
      site,
      // Of a server that asks nobody, none is kept.
      sealedPassword: stated.user === '' ? '' : sealedPassword,
    };
    await writeSetting(tx, { name: MAIL_SETTING, value, by: by.id, at });
    await record(people, tx, { what: 'settingChanged', by: by.id, facts: { setting: MAIL_SETTING } });
    return undefined;
  });
}

/** Nothing leaves by mail from now on. */
export async function removeMail(people: People, by: Person): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    if (!(await deleteSetting(tx, MAIL_SETTING))) return;
    await record(people, tx, { what: 'settingRemoved', by: by.id, facts: { setting: MAIL_SETTING } });
  });
}

/** The server with its password as it was typed. Refuses `damaged` when it was sealed in another home. */
export async function mailServerOf(home: Home, set: MailSetting): Promise<MailServer> {
  const { host, port, tls, sender, user, certificates } = set;
  const password = user === '' ? '' : unseal(await readSecret(home), 'settings', set.sealedPassword);
  if (password === undefined) throw new Refusal('damaged.mailPassword');
  return {
    host,
    port,
    tls,
    sender,
    login: user === '' ? undefined : { user, password },
    certificates: certificates === '' ? undefined : certificates,
  };
}

/** One letter to whoever asks. Refusals: notReady, notReachable, notAllowed. */
export async function tryMail(
  people: People,
  home: Home,
  by: Person,
  words: { readonly subject: string; readonly text: string },
): Promise<void> {
  const set = await people.db.asPerson(by.id, (tx) => mailSet(tx));
  if (set === undefined) throw new Refusal('notReady.mailServer');
  const id = newUuid(people.clock, people.random);
  await sendLetter(await mailServerOf(home, set), { id, to: by.email, ...words });
}
