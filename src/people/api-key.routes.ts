// Keys of other programs: making and ending one's own.
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { endKey, KEY_DAYS, makeApiKey } from './api-key.acts.ts';
import { madeKeyPage, newKeyPage, type KeyForm } from './api-key.pages.ts';
import type { People } from './people.acts.ts';
import { personName } from './person.ts';
import { signedIn, type PageRoute, type SignedInVisit } from './visit.routes.ts';

export function apiKeyRoutes(people: People): PageRoute[] {
  return [
    signedIn('GET', '/account/keys/new', (visit) =>
      visit.page(
        newKeyPage(visit.frame.say, { name: '', may: 'read', onlyCase: '', days: '90', errors: {} }),
      ),
    ),
    signedIn('POST', '/account/keys/new', (visit) => make(people, visit)),
    signedIn('POST', '/account/keys/:id/end', async (visit) => {
      const id = visit.param('id');
      const isEnded = isUuid(id) && (await endKey(people, visit.person, id));
      return isEnded ? visit.go('/account?done=keyEnded') : visit.notFound();
    }),
  ];
}

async function make(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const given: Omit<KeyForm, 'errors'> = {
    name: fields.get('name') ?? '',
    may: fields.get('may') ?? '',
    onlyCase: (fields.get('case') ?? '').trim().toUpperCase(),
    days: fields.get('days') ?? '',
  };
  const name = personName.safeParse(given.name);
  const days = KEY_DAYS.find((one) => String(one) === given.days);
  const may = given.may === 'read' || given.may === 'write' ? given.may : undefined;
  const again = (errors: KeyForm['errors']): Promise<Response> =>
    visit.page(newKeyPage(say, { ...given, errors }), 422);
  if (!name.success || days === undefined || may === undefined)
    return again({
      ...(name.success ? {} : { name: say.form.nameForm }),
      ...(may === undefined ? { may: say.form.choose } : {}),
      ...(days === undefined ? { days: say.form.choose } : {}),
    });
  try {
    const onlyCase = given.onlyCase === '' ? {} : { onlyCase: given.onlyCase };
    const token = await makeApiKey(people, { by: visit.person, name: name.data, may, days, ...onlyCase });
    return await visit.page(madeKeyPage(say, token));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return again({ case: say.keys.caseUnknown });
    throw error;
  }
}
