// Writing a request on the web: choose a form, answer its questions, check, read the letter.
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { askedRoutes } from '../verbs/drafting/asked.routes.ts';
import { beginRoutes } from '../verbs/drafting/begin/begin.routes.ts';
import { bringRoutes } from '../verbs/drafting/questions/bring.routes.ts';
import type { SigningDesk } from '../../evidence/log/signing-key.acts.ts';
import { identifierRoutes } from '../verbs/drafting/items/identifier.routes.ts';
import { itemRoutes } from '../verbs/drafting/items/item.routes.ts';
import { itemTableRoutes } from '../verbs/drafting/items/item-table.routes.ts';
import { measureRoutes } from '../verbs/drafting/items/measure.routes.ts';
import { whyRoutes } from '../verbs/drafting/why.routes.ts';
import { questionRoutes } from '../verbs/drafting/questions/question.routes.ts';
import { addresseeCopy } from '../verbs/letters/copies.ts';
import { standingPapers } from '../machine/signature/signature.store.ts';
import { messageOf, type Message } from '../machine/messages/message.ts';
import { writeMessageXml } from '../machine/messages/message-xml.ts';
import { remarkRoutes } from '../verbs/drafting/review/remark.routes.ts';
import { suggestRoutes } from '../verbs/drafting/review/suggest.routes.ts';
import { readingRoutes } from '../verbs/drafting/checks/technical-reading.routes.ts';
import { copyForRoutes } from '../verbs/sending/counterpart-copy.routes.ts';
import { counterpartCopyRoutes } from '../verbs/letters/counterpart-copy.routes.ts';
import { openSearchRoutes } from '../verbs/drafting/checks/open-search.routes.ts';
import { sendingRoutes } from '../verbs/drafting/sending.routes.ts';
import { reasonRoutes } from '../verbs/drafting/checks/reason.routes.ts';
import { checkPage } from '../verbs/drafting/checks/request-check.pages.ts';
import { writeRequest } from '../machine/messages/request-file.ts';
import {
  aboutRequest,
  formTitles,
  nameOf,
  type Found,
  type RequestDesk,
} from '../verbs/drafting/request-found.routes.ts';
import { envelopeOf } from '../machine/states/request-envelope.ts';
import { requestsPage } from '../machine/text/request-list.pages.ts';
import { isWho } from '../machine/states/actor-roles.ts';
import { lifePage } from './request.pages.ts';
import { signRoutes } from '../verbs/letters/sign.routes.ts';
import { lifeRoutes, lifeShown } from '../verbs/results/life.routes.ts';
import { taskPage } from './request.pages.ts';
import { registerRoutes } from '../verbs/incoming/register.routes.ts';
import { waitingPapers } from '../core/paper.store.ts';
import { requestsOf } from '../machine/states/request.store.ts';
import { versionRoutes } from '../verbs/drafting/review/versions.routes.ts';
import { attachment } from '../../web/attachment.ts';

const LISTED = 200;

export function requestRoutes(desk: RequestDesk, signing: SigningDesk): PageRoute[] {
  const base = '/cases/:case/requests' as const;
  const see = (path: string, open: (found: Found) => Response | Promise<Response>): PageRoute =>
    aboutRequest(desk, ['seeRequests', 'GET', path], open);
  return [
    ...registerRoutes(desk),
    inCase('seeRequests', 'GET', base, (visit) => list(desk, visit)),
    ...beginRoutes(desk, signing.house),
    see('', (found) => showRequest(desk, found)),
    see('/fields', async (found) =>
      found.visit.page(taskPage(found.visit.frame.say, await lifeShown(desk, found))),
    ),
    see('/check', ({ visit, shown }) => visit.page(checkPage(visit.frame.say, shown))),
    see('/request.json', (found) => data(desk, signing, found, 'json')),
    see('/request.xml', (found) => data(desk, signing, found, 'xml')),
    ...versionRoutes(desk),
    ...remarkRoutes(desk),
    ...suggestRoutes(desk),
    ...questionRoutes(desk),
    ...reasonRoutes(desk),
    ...readingRoutes(desk),
    ...openSearchRoutes(desk),
    ...copyForRoutes(desk),
    ...sendingRoutes(desk),
    ...counterpartCopyRoutes(desk),
    ...askedRoutes(desk),
    // Before those of one item, which take any name there.
    ...itemTableRoutes(desk),
    ...itemRoutes(desk),
    ...measureRoutes(desk),
    ...whyRoutes(desk),
    // Before those of the acts that are not signed.
    ...signRoutes(desk, signing),
    ...lifeRoutes(desk),
    ...bringRoutes(desk),
    ...identifierRoutes(desk),
  ];
}

/** What is still written shows its tasks; what is on its way, where it stands. */
async function showRequest(desk: RequestDesk, found: Found): Promise<Response> {
  const { say } = found.visit.frame;
  const shown = await lifeShown(desk, found);
  return found.visit.page(shown.request.state === 'draft' ? taskPage(say, shown) : lifePage(say, shown));
}

async function list({ people, law }: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const { found, waiting } = await people.db.asPerson(person.id, async (tx) => ({
    found: await requestsOf(tx, file.id, LISTED),
    waiting: (await waitingPapers(tx, file.id, LISTED)).length,
  }));
  const mayRegister = isWho({ role: file.role, roles: person.roles }, 'counterpart');
  const titles = formTitles(visit.frame.say, await law.current());
  const titled = found.map((request) => ({ request, title: titles.get(request.form) ?? request.form }));
  return visit.page(requestsPage(visit.frame.say, file, { list: titled, waiting, mayRegister }));
}

/** What was signed and stands, to the byte, as it is attached to the letter. Before that, and with `items=yes`, as things are now. */
async function data(
  desk: RequestDesk,
  { house }: SigningDesk,
  found: Found,
  kind: 'json' | 'xml',
): Promise<Response> {
  const shown = await lifeShown(desk, found);
  const { legal, request, file, life } = shown;
  const { answers } = request.version;
  const draft = addresseeCopy({ legal, answers, explained: {} });
  const signed = await desk.people.db.asPerson(found.visit.person.id, (tx) => standingPapers(tx, request));
  const name = `${nameOf(shown)}.${kind}`;
  const isWithItems = found.visit.query('items') === 'yes';
  if (signed !== undefined && !isWithItems) {
    const { data: bytes } = signed;
    if (kind === 'json') return attachment(Buffer.from(bytes), 'application/json', name);
    // of ours, as it was signed
    const message = JSON.parse(Buffer.from(bytes).toString('utf8')) as Message;
    return attachment(Buffer.from(writeMessageXml(message)), 'application/xml', name);
  }
  const envelope = envelopeOf({
    reference: file.reference,
    request,
    ours: { country: house.settings.state, authority: house.settings.agency },
    events: life.events,
    items: life.items,
  });
  const text = kind === 'json' ? writeRequest(draft, envelope) : writeMessageXml(messageOf(draft, envelope));
  return attachment(Buffer.from(text), `application/${kind}`, name);
}
