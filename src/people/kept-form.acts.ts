// A form that was sent when the session had ended: what was typed is kept as a draft of its person (draft.acts.ts), who finds it again
// after signing in and sends it then. Whose it is says the session that ended; of one that was ended on purpose nothing is known any more.
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { findDraft, keepTyped } from './draft.acts.ts';
import type { People } from './people.acts.ts';

const FORM = 'form';
/** More is no form that a person types. */
const KEPT_LENGTH_MAX = 100_000;
const KEPT_FIELDS_MAX = 300;
/** What lets somebody in is not kept. */
const SECRET = /password|passphrase|secret|code|token/i;

type Fields = readonly (readonly [name: string, value: string])[];

/** False: nothing was kept. `path`: where the form was sent. */
export async function keepForm(
  people: People,
  { person, path, form }: { readonly person: Uuid; readonly path: string; readonly form: URLSearchParams },
): Promise<boolean> {
  const fields: Fields = [...form];
  const length = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (fields.length === 0 || fields.length > KEPT_FIELDS_MAX || length > KEPT_LENGTH_MAX) return false;
  if (fields.some(([name]) => SECRET.test(name))) return false;
  const sent = form.get('key') ?? '';
  const key = isUuid(sent) ? sent : newUuid(people.clock, people.random);
  const kept = await keepTyped(people, draftOf(person, path), { key, typed: { [FORM]: fields } });
  return kept.is === 'open';
}

/** Undefined: nothing is kept of a form that was sent there. */
export async function keptForm(people: People, person: Uuid, path: string): Promise<Fields | undefined> {
  return (await findDraft(people, draftOf(person, path)))?.typed[FORM];
}

function draftOf(person: Uuid, path: string) {
  return { person, address: `/kept${path}` };
}
