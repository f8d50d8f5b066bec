// An act on a preservation: when it happened, until when the data are kept, and how it is known. One question a page.
import { visiblePlain } from '../../web/safe-text.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { selectField, type Option } from '../../web/ask-parts.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { readMoment } from '../../web/moment.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, field, note } from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked, type Steps } from '../../web/steps.ts';
import { whenText } from '../../web/when.ts';
import { zoneOf } from '../../web/zones.ts';
import { inZone } from '../clocks/clock-words.pages.ts';
import { stateOfCase } from '../request.ts';
import type { Row } from '../life/machine/machine.ts';
import { preservationAddress, preservationCrumbs } from './preservation.pages.ts';
import { preservationReference, type Preservation } from './preservation.ts';

export type ActStep = 'production' | 'occurredAt' | 'endsAt' | 'reference' | 'evidence' | 'reason';
type AnyRow = Row<string, string>;

export interface ActAbout {
  readonly file: CaseOfMember;
  readonly held: Preservation;
  readonly row: AnyRow;
  /** Of the case, where one is to be named. */
  readonly requests: readonly Option[];
  readonly now: Date;
  /** The article by which this person may not. */
  readonly barred: string | undefined;
}

/** Why, and how it is known: one of them or both. Of another's order that is let go, how that is known. */
function toldLast({ row, held }: Pick<ActAbout, 'row' | 'held'>): readonly ('reason' | 'evidence')[] {
  const { guards } = row;
  if (!guards.includes('reasonGiven')) return ['evidence'];
  const isKnown =
    guards.includes('evidenceGiven') || (guards.includes('mayRelease') && held.direction === 'incoming');
  return isKnown ? ['reason', 'evidence'] : ['reason'];
}

export function actSteps(say: Messages, { row, held, requests, now }: ActAbout): Steps<ActStep> {
  const { act } = row;
  const words = say.requestLife.guards;
  return {
    steps: [
      ...(act === 'announceProduction' ? (['production'] as const) : []),
      'occurredAt',
      ...(act === 'extend' || act === 'confirm' ? (['endsAt'] as const) : []),
      ...(act === 'confirm' ? (['reference'] as const) : []),
      ...toldLast({ row, held }),
    ],
    posted: ['reference', 'reason', 'evidence'],
    wrong: (step, given) => {
      switch (step) {
        case 'production':
          return requests.some(({ value }) => value === given.get(step)) ? undefined : words.productionLinked;
        case 'occurredAt': {
          const read = readMoment(given, step, { latest: now.getTime() });
          if (read.kind === 'wrong') return say.moment.wrong[read.problem];
          return read.kind === 'none' ? say.moment.needed : undefined;
        }
        case 'endsAt': {
          const read = readMoment(given, step, { zoneOf: 'occurredAt' });
          if (read.kind === 'wrong') return say.moment.wrong[read.problem];
          const isLater = read.kind !== 'moment' || Date.parse(read.at) > (held.expiresAt?.getTime() ?? 0);
          if (act === 'extend' && !isLater) return words.endGiven;
          const isAnswered = read.kind !== 'none' || (act === 'confirm' && given.has(`${step}.day`));
          return isAnswered ? undefined : words.endGiven;
        }
        case 'reference':
          return given.has(step) ? undefined : say.moment.needed;
        case 'evidence':
        case 'reason':
          if ((given.get(step) ?? '').trim() !== '') return undefined;
          return step === 'evidence' ? words.evidenceGiven : words.reasonGiven;
      }
    },
  };
}

type ActAsked = ActAbout & StepAsked<ActStep>;

export function preservationActPage(say: Messages, asked: ActAsked): View {
  const { file, held, row, barred, errors, step } = asked;
  const words = say.requestLife;
  const acts: { readonly [act: string]: string } = words.acts;
  const act = acts[row.act] ?? row.act;
  const title = barred === undefined ? titleOf(say, asked, step) : act;
  const reference = preservationReference(file.reference, held.number);
  const address = preservationAddress(file, held.number);
  return {
    title,
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: reference, href: address }, { words: act }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
    ${
      barred === undefined
        ? stepForm(
            say,
            { ...asked, address: `${address}/acts/${row.act}`, caption: act, button: words.record },
            question(say, asked, title),
            () => said(say, asked),
          )
        : html`<h1>${title}</h1>
            ${note(
              'stop',
              html`<p>${words.guards.mayRelease}</p>
                <p class="c-cite"><bdi>${barred}</bdi></p>`,
            )}
            <p><a href="${address}">${say.desks.toPreservation}</a></p>`
    }`,
  };
}

function titleOf(say: Messages, about: Pick<ActAbout, 'row' | 'held'>, step: ActStep): string {
  const words = say.desks.actAsks;
  if (step === 'endsAt' && about.row.act === 'confirm') return words.endsAtOptional;
  return words[step];
}

function question(say: Messages, asked: ActAsked, title: string): Html {
  const { file, held, step, given, errors } = asked;
  const words = say.requestLife;
  const ask = { name: step, label: title, legend: title, isHeading: true } as const;
  const value = given.get(step) ?? '';
  // By the clock of whoever keeps the data: a time limit ends there.
  const states = [held.stateCode, stateOfCase(file)];
  switch (step) {
    case 'production':
      return selectField(say, { ...ask, value }, [{ value: '', words: '' }, ...asked.requests], errors);
    case 'occurredAt': {
      const begun = given.has('occurredAt.when')
        ? given
        : new URLSearchParams([...given, ['occurredAt.when', 'now']]);
      const now = whenText(say, asked.now);
      return momentField(say, { ...ask, hint: words.occurredHint, given: begun, states, now }, errors);
    }
    case 'endsAt': {
      const zone = zoneOf(given.get('occurredAt.zone') ?? '', say.language.locale).words;
      const hint = [
        `${say.moment.zone}${say.language.colon}${zone}.`,
        ...(asked.row.act === 'confirm' ? [say.desks.endsAtHint] : []),
      ].join(' ');
      return momentField(say, { ...ask, hint, given, states, zoneOf: 'occurredAt' }, errors);
    }
    case 'reference':
      return field(say, { ...ask, value, isOptional: true }, errors);
    case 'evidence':
      return field(say, { ...ask, hint: words.evidenceHint, value, rows: 3 }, errors);
    case 'reason':
      return field(say, { ...ask, value, rows: 3 }, errors);
  }
}

/** Of the pages before the last, whose answer stands in its field. */
function said(say: Messages, { asking, given, requests }: ActAsked): SaidLine<ActStep>[] {
  const words = say.requestLife;
  const moment = (name: string): string => {
    const read = readMoment(given, name, { zoneOf: 'occurredAt' });
    return read.kind === 'moment' ? inZone(say, read.at, read.zone) : '–';
  };
  const line = (step: ActStep): Html | string => {
    switch (step) {
      case 'production':
        return requests.find(({ value }) => value === given.get(step))?.words ?? '';
      case 'occurredAt':
      case 'endsAt':
        return moment(step);
      case 'reference':
      case 'evidence':
      case 'reason':
        return visiblePlain((given.get(step) ?? '').trim() || '–', 1000);
    }
  };
  const labels: { readonly [step in ActStep]: string } = {
    production: say.desks.production,
    occurredAt: words.occurred,
    endsAt: say.desks.endsAt,
    reference: words.reference,
    evidence: words.evidence,
    reason: words.reason,
  };
  return asking.steps.slice(0, -1).map((step) => ({ step, label: labels[step], value: line(step) }));
}
