// What every page of a request begins with: the request as this person finds it, with what its checks say.
import type { Profile } from '../../../evidence/installation/settings.ts';
import type { Messages } from '../../../web/messages.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import type { Day } from '../../../law/day.ts';
import type { Knowledge } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import type { PublishedLaw } from '../../../law/published.acts.ts';
import type { People } from '../../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../../people/visit.routes.ts';
import type { CaseAct } from '../../../people/policy.ts';
import { utcDay } from '../../../base/time.ts';
import { allFindings, findingsOf } from './checks/checks.ts';
import { legalForm, type LegalForm } from '../../core/form.ts';
import { officialLanguages, officialWordingOf } from '../../core/official-wording.store.ts';
import { legalOf } from '../../machine/states/wording.store.ts';
import { FORMS, formOf } from '../../forms/index.ts';
import { openRemarksOf } from './review/remark.store.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';
import { papersOf } from '../../core/paper.store.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import type { Setting } from '../../machine/way/practice.ts';
import { settingOf } from './checks/setting.store.ts';
import { inTongue, letterTongue } from '../../machine/text/tongue.ts';

export interface RequestDesk {
  readonly people: People;
  readonly law: PublishedLaw;
  /** How the agency itself is reached; undefined: nobody is asked. */
  readonly profile?: () => Promise<Profile>;
  /** The agency that is told of an act on this request by itself, through the exchange; undefined: nobody is. */
  readonly tells?: (
    request: Pick<RequestRecord, 'id' | 'direction'>,
    act: string,
  ) => Promise<string | undefined>;
}

export interface Found {
  readonly visit: CaseVisit;
  readonly shown: RequestShown;
  readonly law: Knowledge;
  /** What surrounds it, for its checks. */
  readonly setting: Setting;
  /** The form with the labels of the law data: what is translated does not hang on the language of the page. */
  readonly plain: LegalForm;
}

/** A page about one request, at an address below its own. */
export function aboutRequest(
  desk: RequestDesk,
  [act, method, path]: readonly [act: CaseAct, method: 'GET' | 'POST', path: string],
  open: (found: Found) => Response | Promise<Response>,
): PageRoute {
  return inCase(act, method, `/cases/:case/requests/:number${path}`, withRequest(desk, open));
}

/** By their newest wording, or by that of a day. */
function legalForms({ forms }: Knowledge, day?: Day): LegalForm[] {
  return FORMS.map((form) => legalForm(form, forms, day));
}

/** What the forms are called in the language of the page, by id. */
export function formTitles(say: Messages, law: Knowledge): Map<string, string> {
  const { label } = letterTongue(say, formLabels(say.language.code));
  return new Map(legalForms(law).map(({ record }) => [record.id, label(record.title)]));
}

/** Under those titles, to be chosen among. */
export function titledForms(say: Messages, law: Knowledge, day?: Day): LegalForm[] {
  const { label } = letterTongue(say, formLabels(say.language.code));
  return legalForms(law, day).map((legal) => {
    const { record } = legal;
    return { ...legal, record: { ...record, title: label(record.title) } };
  });
}

function withRequest({ people, law }: RequestDesk, open: (found: Found) => Response | Promise<Response>) {
  return async (visit: CaseVisit): Promise<Response> => {
    const { file, person } = visit;
    const number = Number(visit.param('number'));
    if (!/^[1-9]\d{0,8}$/.test(visit.param('number'))) return visit.notFound();
    const today = utcDay(people.clock());
    const knowledge = knowledgeOn(await law.current(), today);
    const found = await people.db.asPerson(person.id, async (tx) => {
      const request = await requestOf(tx, file.id, number);
      const form = formOf(request?.form);
      if (request === undefined || form === undefined) return undefined;
      const { legal: plain, change } = await legalOf(tx, form, request, knowledge);
      return {
        request,
        plain,
        change,
        setting: await settingOf(tx, file, { request, legal: plain, law: knowledge }, today),
        papers: request.direction === 'incoming' ? await papersOf(tx, request.id) : [],
        openRemarks: await openRemarksOf(tx, request.id),
        official: {
          languages: await officialLanguages(tx, request.form),
          holds: await officialWordingOf(tx, request.form, request.letterIn),
        },
      };
    });
    if (found === undefined) return visit.notFound();
    const { request, plain, change, setting, papers, openRemarks, official } = found;
    const { say } = visit.frame;
    const { label } = letterTongue(say, formLabels(say.language.code));
    const legal = inTongue(plain, label);
    const { answers, explained } = request.version;
    const draft = { legal, answers, explained };
    const findings =
      request.direction === 'outgoing'
        ? allFindings(draft, knowledge, setting)
        : findingsOf(draft, knowledge);
    const { reading } = setting;
    const isChange = visit.query('then') === 'check';
    const shown = {
      file,
      request,
      legal,
      findings,
      law: knowledge,
      papers,
      openRemarks,
      official,
      reading,
      change,
      isChange,
    };
    return open({ visit, law: knowledge, shown, setting, plain });
  };
}

/** A name for its files. */
export function nameOf({ file, request }: RequestShown): string {
  return `${file.reference}-R${request.number}`;
}
