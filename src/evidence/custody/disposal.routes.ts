// Disposal by order: proposed by one, decided by another.
import { isUuid, type Uuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import type { Messages } from '../../web/messages.ts';
import { confirmDisposal, proposeDisposal, withdrawDisposal, type Proposal } from './disposal.acts.ts';
import * as pages from './disposal.pages.ts';
import { openDisposal, type OpenDisposal } from './disposal.store.ts';
import { exhibitAddress, notNow } from '../exhibits/exhibit-about.pages.ts';
import { eventCount } from '../events/event-rows.store.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { copiesWith, type CopyHere } from './copies.store.ts';
import { formLine } from '../../web/form-line.ts';
import { sentence } from './hand-over.pages.ts';
import type { Installation } from '../log/installation.acts.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

const REFERENCE_LENGTH_MAX = 300;
const REASON_LENGTH_MAX = 1000;
const referenceText = formLine(REFERENCE_LENGTH_MAX);
const reasonText = formLine(REASON_LENGTH_MAX);

interface Asked extends ExhibitVisit {
  readonly open: OpenDisposal | undefined;
  readonly events: number;
  readonly copies: readonly CopyHere[];
}

export function disposalRoutes(house: Installation, people: People, sign: SignForm): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (asked: Asked) => Response | Promise<Response>,
  ) =>
    inCase(
      'disposeEvidence',
      method,
      `/cases/:case/evidence/:item/dispose${step}`,
      aboutExhibit(people, async (visited) => {
        const { visit, exhibit, file } = visited;
        if (exhibit.status !== 'held') return visit.go(exhibitAddress(visited));
        const found = await people.db.asPerson(visit.person.id, async (tx) => ({
          open: await openDisposal(tx, exhibit.id),
          events: await eventCount(tx, file.id, exhibit.number),
          copies: await copiesWith(tx, file.id, exhibit.number),
        }));
        return open({ ...visited, ...found });
      }),
    );
  return [
    route('GET', '', (asked) => askOrder(asked, { kind: undefined, reference: '', reason: '', errors: {} })),
    route('POST', '', (asked) => takeOrder(asked)),
    route('POST', '/propose', (asked) => propose(sign, asked)),
    route('GET', '/decide', (asked) => askDecision(asked, {})),
    route('POST', '/decide', (asked) => decide(house, sign, asked)),
    route('POST', '/withdraw', async (asked) => {
      const disposal = (await asked.visit.form()).get('disposal') ?? '';
      if (isUuid(disposal)) await withdrawDisposal(house, decisionOf(asked, disposal));
      return asked.visit.go(`${exhibitAddress(asked)}${isUuid(disposal) ? '?done=kept' : ''}`);
    }),
  ];
}

function askOrder(asked: Asked, given: pages.DisposalForm): Response | Promise<Response> {
  const { visit, open } = asked;
  const { say } = visit.frame;
  const words = say.disposal;
  if (open !== undefined)
    return visit.page(
      notNow(say, asked, { here: words.title, title: words.isOpenTitle, why: sentence(words.isOpen) }),
    );
  return visit.page(pages.orderPage(say, asked, given), Object.keys(given.errors).length > 0 ? 422 : 200);
}

async function takeOrder(asked: Asked): Promise<Response> {
  const { visit, events, copies } = asked;
  const { say } = visit.frame;
  const { given, isAgain } = await read(asked, say);
  if (isAgain) return askOrder(asked, { ...given, errors: {} });
  if (Object.keys(given.errors).length > 0 || given.kind === undefined) return askOrder(asked, given);
  return visit.page(pages.checkDisposalPage(say, asked, { given, kind: given.kind, events, copies }));
}

async function propose(sign: SignForm, asked: Asked): Promise<Response> {
  const { visit, file, exhibit } = asked;
  const { given } = await read(asked, visit.frame.say);
  const { kind, reference, reason } = given;
  if (Object.keys(given.errors).length > 0 || kind === undefined) return askOrder(asked, given);
  const by = { person: visit.person, file };
  const made: Proposal = { by, number: exhibit.number, order: { type: kind, id: reference }, reason };
  const here = visit.frame.say.disposal.title;
  return signAbout(sign, asked, { run: (house) => proposeDisposal(house, made), done: 'proposed', here });
}

function askDecision(asked: Asked, errors: { [field: string]: string }): Response | Promise<Response> {
  const { visit, open, events, copies } = asked;
  const { say } = visit.frame;
  const words = say.disposal;
  if (open === undefined || open.proposedBy.id === visit.person.id) {
    const why = sentence(open === undefined ? words.none : words.isOwn);
    return visit.page(notNow(say, asked, { here: words.title, title: words.title, why }));
  }
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return visit.page(pages.decidePage(say, asked, { open, events, copies, errors }), status);
}

async function decide(house: Installation, sign: SignForm, asked: Asked): Promise<Response> {
  const { visit } = asked;
  const form = await visit.form();
  const [disposal, answer] = [form.get('disposal') ?? '', form.get('answer')];
  if (!isUuid(disposal) || (answer !== 'yes' && answer !== 'no'))
    return askDecision(asked, { answer: visit.frame.say.disposal.choose });
  const decision = decisionOf(asked, disposal);
  if (answer === 'no') {
    await withdrawDisposal(house, decision);
    return visit.go(`${exhibitAddress(asked)}?done=kept`);
  }
  const here = visit.frame.say.disposal.title;
  return signAbout(sign, asked, { run: (real) => confirmDisposal(real, decision), done: 'destroyed', here });
}

function decisionOf({ visit, file, exhibit }: Asked, disposal: Uuid) {
  return { by: { person: visit.person, file }, number: exhibit.number, disposal };
}

async function read(
  { visit }: Asked,
  say: Messages,
): Promise<{ given: pages.DisposalForm; isAgain: boolean }> {
  const form = await visit.form();
  const words = say.disposal;
  const kind = pages.ORDER_KINDS.find((one) => one === form.get('kind'));
  const reference = referenceText.safeParse(form.get('reference') ?? '');
  const reason = reasonText.safeParse(form.get('reason') ?? '');
  const errors: { [field: string]: string } = {};
  if (kind === undefined) errors['kind'] = say.form.choose;
  if (!reference.success) errors['reference'] = say.form.tooLong(words.referenceLabel, REFERENCE_LENGTH_MAX);
  else if (reference.data === '') errors['reference'] = say.form.needed(words.referenceWhat);
  if (!reason.success) errors['reason'] = say.form.tooLong(words.why, REASON_LENGTH_MAX);
  else if (reason.data === '') errors['reason'] = say.form.needed(words.whyWhat);
  return {
    given: {
      kind,
      reference: reference.data ?? form.get('reference') ?? '',
      reason: reason.data ?? form.get('reason') ?? '',
      errors,
    },
    isAgain: form.get('again') === 'yes',
  };
}
