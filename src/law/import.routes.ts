// Holding a depositary's download against what is published: for knowledge editors.
import { isUuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, actRoutes, asking, type AnyAct } from '../people/act.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { proposeDifferences, seeImport, takeDownload } from './import.acts.ts';
import { DIFFERENCES, DOWNLOAD, unreadDownloadWords } from './import-ask.pages.ts';
import { formNote, importPage, importRefusedPage } from './import.pages.ts';
import type { LawRooms } from './law-page.routes.ts';
import { instrumentOf } from './look-up.ts';
import { labelText } from './sentence.pages.ts';

export function importRoutes(rooms: LawRooms): PageRoute[] {
  return [
    ...actRoutes<{ readonly visit: SignedInVisit }>({
      people: rooms.people,
      path: '/law/import/new',
      takesFile: true,
      route: (method, path, open) => agency('changeLaw', method, path, (visit) => open({ visit })),
      asked: ({ visit }) => reading(rooms, visit),
    }),
    ...actInAgency(rooms.people, ['changeLaw', '/law/import/:import'], (visit) => proposing(rooms, visit)),
  ];
}

async function reading(rooms: LawRooms, visit: SignedInVisit): Promise<AnyAct> {
  const { say } = visit.frame;
  const { instruments } = await rooms.law.current();
  const crumbs = [
    { words: say.law.title, href: '/law' },
    { words: say.lawChange.title, href: '/law/changes' },
    { words: say.lawImport.title },
  ];
  const about = { instruments, today: utcDay(rooms.people.clock()) };
  return asking<typeof DOWNLOAD>({
    fields: DOWNLOAD,
    about,
    address: '/law/import/new',
    caption: say.lawImport.title,
    button: say.lawImport.read,
    frame: questionFrame({ place: 'law', crumbs }),
    checked: (body) => Promise.resolve(formNote(say, body.format)),
    sends: {
      label: say.lawImport.file,
      accept: '.xml,.csv',
      unread: (error, { format }) => unreadDownloadWords(say, error, format),
    },
    act: async (body, id, sent) => {
      const { instrument, celex = '', ...said } = readAll(DOWNLOAD, body, about);
      if (sent === undefined) throw new Error('the engine asks for the file');
      const file = { fileName: sent.name.slice(0, 200), bytes: sent.bytes };
      const asked = { ...said, celex, instrument: instrument.id, ...file, id };
      return `/law/import/${await takeDownload(rooms, visit.person, asked)}`;
    },
  });
}

async function proposing(rooms: LawRooms, visit: SignedInVisit): Promise<AnyAct | Response> {
  const id = visit.param('import');
  const found = isUuid(id) ? await seeImport(rooms, visit.person, id) : undefined;
  if (found === undefined) return visit.notFound();
  const { say } = visit.frame;
  const address = `/law/import/${id}`;
  const { instrument } = found.row.download;
  const title = labelText(say, instrumentOf(await rooms.law.current(), instrument)?.shortTitle ?? instrument);
  const taken = Number(/^\d{1,3}$/.exec(visit.query('done'))?.[0] ?? 0);
  const shown = { ...found, title, taken };
  if (found.differences.every(({ isProposed }) => isProposed)) return visit.page(importPage(say, shown));
  return asking<typeof DIFFERENCES>({
    fields: DIFFERENCES,
    about: found,
    address,
    caption: '',
    button: say.lawImport.propose,
    frame: (page) => importPage(say, shown, page),
    act: async ({ keys }) => {
      const made = await proposeDifferences(rooms, visit.person, found, new Set(keys));
      if (made.every(({ ok }) => ok)) return `${address}/keys?done=${made.length}`;
      const page = await visit.page(importRefusedPage(say, address, title, made));
      return { page, ledTo: `${address}/keys` };
    },
  });
}
