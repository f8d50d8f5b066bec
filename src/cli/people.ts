// ./comity people recover: a way back in, at the machine itself, when there are not two other administrators.
import { userInfo } from 'node:os';
import { Refusal } from '../base/refusal.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { personByEmail } from '../people/person.store.ts';
import { recoverAtTerminal, RECOVERY_MINUTES } from '../people/recovery.acts.ts';
import { openSignIn } from '../people/sign-in.acts.ts';
import { wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { onlyArgument, printable } from './words.ts';

export async function runPeopleRecover(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    url: { type: 'string', default: 'http://localhost:8470' },
  });
  const email = onlyArgument(positionals, 'EMAIL').toLowerCase();
  const url = siteUrl(values.url);
  const { env } = process;
  const { name, token } = await withInstallation(async (house) => {
    const { home, clock, random } = house;
    const person = await personByEmail(house.db.kysely, email);
    if (person === undefined) throw new Refusal('notFound.livingPerson');
    const db = await openPersonDatabase(home, { env });
    try {
      const signIn = await openSignIn({ home, env, url, operator: house.db, clock, random });
      try {
        const people = { ledger: house.log, operator: house.db, db, signIn, clock, random };
        return { name: person.name, token: await recoverAtTerminal(people, person, userInfo().username) };
      } finally {
        await signIn.close();
      }
    } finally {
      await db.close();
    }
  });
  terminal.out(
    `${printable(name)} was signed out everywhere. This is on record, with your name on this machine.`,
  );
  terminal.out(
    `With this link they set a new password and second step, once, within ${RECOVERY_MINUTES} minutes:`,
  );
  terminal.out(new URL(`/recovery/${token}`, url).href);
  return EXIT.done;
}

function siteUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new Refusal('badUsage.publicUrl', { text: printable(text) });
}
