// Handing an exhibit over from person to person.
import { isUuid } from '../../base/ids.ts';
import { knowsExhibit } from '../exhibits/exhibit.store.ts';
import { membersOf, type Member } from '../../people/case-member.store.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase as mayInCase } from '../../people/policy.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import type { Messages } from '../../web/messages.ts';
import { exhibitAddress, notNow } from '../exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { formLine } from '../../web/form-line.ts';
import { answerHandOver, offerExhibit, type Answer, type Offer } from './hand-over.acts.ts';
import * as pages from './hand-over.pages.ts';
import { whyNotOffer } from './holding.pages.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

const REASON_LENGTH_MAX = 1000;
const PLACE_LENGTH_MAX = 200;
const reasonText = formLine(REASON_LENGTH_MAX);
const placeText = formLine(PLACE_LENGTH_MAX);

export function handOverRoutes(people: People, sign: SignForm): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visited: ExhibitVisit) => Response | Promise<Response>,
  ): PageRoute =>
    inCase('holdExhibit', method, `/cases/:case/evidence/:item/hand-over${step}`, aboutExhibit(people, open));
  return [
    route('GET', '', (visited) => askWho(people, visited, emptyOffer(people, visited))),
    route('POST', '', (visited) => takeWho(people, visited)),
    route('POST', '/why', (visited) => takeWhy(people, visited)),
    route('POST', '/offer', (visited) => offer(people, sign, visited)),
    route('GET', '/answer', ({ visit, ...about }) => {
      const { open } = about.holding;
      if (open?.to.id !== visit.person.id) return visit.go(exhibitAddress(about));
      return visit.page(pages.answerPage(visit.frame.say, about, { open, given: NO_ANSWER }));
    }),
    route('POST', '/answer', (visited) => answer(sign, visited)),
    inCase(
      'seeExhibit',
      'POST',
      '/cases/:case/evidence/:item/hand-over/withdraw',
      aboutExhibit(people, (visited) => withdraw(sign, visited)),
    ),
  ];
}

const NO_ANSWER: pages.AnswerForm = { answer: '', reason: '', place: '', errors: {} };

function emptyOffer(people: People, { visit }: ExhibitVisit): pages.OfferForm {
  return { to: '', reason: '', place: '', key: keyOf(people, visit.queries()), errors: {} };
}

async function askWho(people: People, visited: ExhibitVisit, given: pages.OfferForm): Promise<Response> {
  const { visit, ...about } = visited;
  const { say } = visit.frame;
  const why = whyNotOffer(say, { ...about, viewer: visit.person.id, agency: '' });
  if (why !== undefined) {
    const { title, notNowTitle } = say.handOver;
    return visit.page(notNow(say, about, { here: title, title: notNowTitle, why: pages.sentence(why) }));
  }
  const receivers = await receiversOf(people, visited);
  const status = Object.keys(given.errors).length > 0 ? 422 : 200;
  return visit.page(pages.whoPage(say, about, { given, receivers, holding: about.holding }), status);
}

async function takeWho(people: People, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const { given, isAgain } = await offerForm(people, visited);
  if (isAgain) return askWho(people, visited, given);
  if ((await receiver(people, visited, given.to)) === undefined)
    return askWho(people, visited, { ...given, errors: { to: visit.frame.say.form.choose } });
  return visit.page(pages.whyPage(visit.frame.say, about, given));
}

async function takeWhy(people: People, visited: ExhibitVisit): Promise<Response> {
  const { visit, ...about } = visited;
  const { say } = visit.frame;
  const { given, isAgain } = await offerForm(people, visited);
  if (isAgain) return visit.page(pages.whyPage(say, about, given));
  const to = await receiver(people, visited, given.to);
  if (to === undefined) return askWho(people, visited, given);
  const { fields, errors } = readWhy(say, given, true);
  if (Object.keys(errors).length > 0) return visit.page(pages.whyPage(say, about, { ...given, errors }), 422);
  return visit.page(pages.checkOfferPage(say, about, { given: { ...given, ...fields }, receiver: to }));
}

async function offer(people: People, sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit } = visited;
  const { given } = await offerForm(people, visited);
  const { fields, errors } = readWhy(visit.frame.say, given, true);
  const { to } = given;
  if (!isUuid(to) || Object.keys(errors).length > 0) return visit.go(`${exhibitAddress(visited)}/hand-over`);
  const made: Offer = {
    by: { person: visit.person, file },
    number: exhibit.number,
    to,
    reason: fields.reason,
    ...(fields.place === '' ? {} : { place: fields.place }),
    key: idOfForm(people, visit, given.key),
  };
  const here = visit.frame.say.handOver.title;
  return signAbout(sign, visited, { run: (house) => offerExhibit(house, made), done: 'offered', here });
}

async function answer(sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit, holding } = visited;
  const { say } = visit.frame;
  const form = await visit.form();
  const handOver = form.get('handOver') ?? '';
  const given = { answer: form.get('answer') ?? '', ...textsOf(form), errors: {} };
  const { fields, errors } = readWhy(say, given, given.answer === 'rejected');
  const isAnswer = given.answer === 'accepted' || given.answer === 'rejected';
  const wrong = { ...(isAnswer ? {} : { answer: say.handOver.chooseAnswer }), ...errors };
  if (!isUuid(handOver)) return visit.go(`${exhibitAddress(visited)}/hand-over/answer`);
  if (Object.keys(wrong).length > 0 || !isAnswer) {
    const { open } = holding;
    if (open?.id !== handOver) return visit.go(exhibitAddress(visited)); // answered meanwhile
    return visit.page(pages.answerPage(say, visited, { open, given: { ...given, errors: wrong } }), 422);
  }
  const outcome = given.answer === 'accepted' ? 'accepted' : 'rejected';
  const made: Answer = {
    by: { person: visit.person, file },
    number: exhibit.number,
    handOver,
    outcome,
    ...(fields.reason === '' ? {} : { reason: fields.reason }),
    ...(fields.place === '' ? {} : { place: fields.place }),
  };
  return signAbout(sign, visited, {
    run: (house) => answerHandOver(house, made),
    done: outcome,
    here: say.handOver.title,
  });
}

async function withdraw(sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit } = visited;
  const handOver = (await visit.form()).get('handOver') ?? '';
  if (!isUuid(handOver)) return visit.go(exhibitAddress(visited));
  const by = { person: visit.person, file };
  const made: Answer = { by, number: exhibit.number, handOver, outcome: 'withdrawn' };
  const here = visit.frame.say.handOver.title;
  return signAbout(sign, visited, { run: (house) => answerHandOver(house, made), done: 'withdrawn', here });
}

/** The others of the case whose role may hold an exhibit, and who may know of this one. */
async function receiversOf(people: People, { visit, file, exhibit }: ExhibitVisit): Promise<Member[]> {
  return people.db.asPerson(visit.person.id, async (tx) => {
    const receivers: Member[] = [];
    for (const one of await membersOf(tx, file.id))
      if (
        one.person !== visit.person.id &&
        mayInCase(one.role, 'holdExhibit') === 'yes' &&
        (await knowsExhibit(tx, one.person, exhibit.id))
      )
        receivers.push(one);
    return receivers;
  });
}

async function receiver(people: People, visited: ExhibitVisit, id: string): Promise<Member | undefined> {
  return (await receiversOf(people, visited)).find((one) => one.person === id);
}

async function offerForm(
  people: People,
  { visit }: ExhibitVisit,
): Promise<{ given: pages.OfferForm; isAgain: boolean }> {
  const form = await visit.form();
  const given = {
    to: form.get('to') ?? '',
    ...textsOf(form),
    key: keyOf(people, form),
    errors: {},
  };
  return { given, isAgain: form.get('again') === 'yes' };
}

function textsOf(form: URLSearchParams): { reason: string; place: string } {
  return { reason: form.get('reason') ?? '', place: form.get('place') ?? '' };
}

function readWhy(
  say: Messages,
  given: { readonly reason: string; readonly place: string },
  isReasonNeeded: boolean,
): { fields: { reason: string; place: string }; errors: { [field: string]: string } } {
  const words = say.handOver;
  const reason = reasonText.safeParse(given.reason);
  const place = placeText.safeParse(given.place);
  const errors: { [field: string]: string } = {};
  if (!reason.success) errors['reason'] = say.form.tooLong(words.reason, REASON_LENGTH_MAX);
  else if (isReasonNeeded && reason.data === '') errors['reason'] = say.form.needed(words.whyWhat);
  if (!place.success) errors['place'] = say.form.tooLong(words.place, PLACE_LENGTH_MAX);
  return { fields: { reason: reason.data ?? '', place: place.data ?? '' }, errors };
}
