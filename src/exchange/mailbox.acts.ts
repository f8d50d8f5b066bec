// The mailbox of the exchange: set and taken away by an administrator, its password sealed as that of the mail server is.
import type { Kysely } from 'kysely';
import { Refusal } from '../base/refusal.ts';
import { record, type People } from '../people/people.acts.ts';
import { readSecret } from '../people/home-secret.acts.ts';
import type { Person } from '../people/person.ts';
import { unseal } from '../people/seal.ts';
import { passwordKept } from '../people/mail.ts';
import { deleteSetting, readSetting, writeSetting } from '../people/setting.store.ts';
import type { Home } from '../platform/home.ts';
import type { MailboxServer } from '../platform/mailbox.ts';
import type { Schema } from '../platform/schema.ts';
import { areCertificates } from '../verify/x509-pem.ts';
import {
  isHere,
  MAILBOX_SETTING,
  mailboxSetting,
  type MailboxForm,
  type MailboxProblem,
  type MailboxSetting,
} from './mailbox.ts';

export async function mailboxSet(db: Kysely<Schema>): Promise<MailboxSetting | undefined> {
  return (await readSetting(db, MAILBOX_SETTING, mailboxSetting))?.value;
}

/** Returns what is wrong, and then nothing was set. */
export async function setMailbox(
  people: People,
  by: Person,
  { password, ...stated }: MailboxForm,
): Promise<MailboxProblem | undefined> {
  return people.db.asPerson(by.id, async (tx) => {
    const before = await mailboxSet(tx);
    const sealedPassword =
      password === '' ? passwordKept(before, stated) : people.signIn.seal('settings', password);
    if (stated.tls === 'none' && !isHere(stated.host)) return 'plainPassword';
    if (sealedPassword === '') return 'noPassword';
    if (stated.certificates !== '' && !areCertificates(stated.certificates)) return 'certificates';
    const value: MailboxSetting = { ...stated, sealedPassword };
    await writeSetting(tx, { name: MAILBOX_SETTING, value, by: by.id, at: new Date(people.clock()) });
    await record(people, tx, { what: 'settingChanged', by: by.id, facts: { setting: MAILBOX_SETTING } });
    return undefined;
  });
}

/** Nothing is read from now on. */
export async function removeMailbox(people: People, by: Person): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    if (!(await deleteSetting(tx, MAILBOX_SETTING))) return;
    await record(people, tx, { what: 'settingRemoved', by: by.id, facts: { setting: MAILBOX_SETTING } });
  });
}

/** With its password as it was typed. Refuses `damaged` when it was sealed in another home. */
export async function mailboxServerOf(home: Home, set: MailboxSetting): Promise<MailboxServer> {
  const { host, port, tls, user, certificates } = set;
  const password = unseal(await readSecret(home), 'settings', set.sealedPassword);
  if (password === undefined) throw new Refusal('damaged.mailPassword');
  return {
    host,
    port,
    tls,
    login: { user, password },
    certificates: certificates === '' ? undefined : certificates,
  };
}
