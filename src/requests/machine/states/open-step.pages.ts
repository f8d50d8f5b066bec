// What is still to be recorded of a request, in words, with the way to record it: on its page, and in a line of a desk.
import { html, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { note, tag } from '../../../web/parts.ts';
import { when } from '../../../web/when.ts';
import { requestReference } from '../../core/request.ts';
import type { DecisionTold, OpenStep } from './open-step.ts';

interface Of {
  /** Reference of the case. */
  readonly case: string;
  readonly number: number;
}

const addressOf = (of: Of, then = ''): string => `/cases/${of.case}/requests/${of.number}${then}`;

export function openStepNote(say: Messages, of: Of, step: OpenStep): Html {
  const to = addressOf(of, `/acts/${step.act}`);
  const acts: { readonly [act: string]: string } = say.requestLife.acts;
  if (step.kind === 'role')
    return note(
      'warn',
      html`<h2>${say.requestIncoming.capacity.notSaid}</h2>
        <p>${say.requestIncoming.capacity.missing}</p>
        <p><a href="${to}">${acts[step.act] ?? step.act}</a></p>`,
    );
  const { told } = step;
  const words = say.followUps.decided;
  const letter = { case: of.case, number: told.number };
  return note(
    'warn',
    html`<h2>${words[step.direction][told.decision]}</h2>
      <p>
        <a href="${addressOf(letter)}">${requestReference(of.case, told.number)}</a>, ${when(say, told.at)}
      </p>
      <p>${words.notYet}</p>
      <p><a href="${to}">${recordWords(say, told)}</a></p>`,
  );
}

/** What asks, or brings some of it, decides nothing. */
function recordWords({ followUps: { decided } }: Messages, { decision }: DecisionTold): string {
  return decision === 'asked' || decision === 'partial' ? decided.recordAnswer : decided.record;
}

/** Below the state of a line. */
export function openStepLine(say: Messages, of: Of, step: OpenStep): Html {
  const decided = say.followUps.decided;
  const [words, next] =
    step.kind === 'role'
      ? [say.requestIncoming.capacity.notSaid, say.requestIncoming.capacity.say]
      : [decided[step.direction][step.told.decision], recordWords(say, step.told)];
  return html`${tag('warn', words)}<br /><a href="${addressOf(of, `/acts/${step.act}`)}"
      >${next}<span class="govuk-visually-hidden"> ${requestReference(of.case, of.number)}</span></a
    >`;
}
