// An act whose answers are asked one a page, on the web.
import type { Visit } from './visit.routes.ts';
import { settled } from '../web/moment.ts';
import type { View } from '../web/page.ts';
import type { Errors } from '../web/parts.ts';
import { placeOf, type StepAsked, type Steps } from '../web/steps.ts';

/** What the act found wrong that no question could see. */
export interface Unsaid<Step extends string> {
  readonly step: Step;
  readonly errors: Errors;
}

export interface StepFlow<Step extends string> {
  /** By what was answered so far: an answer may do away with a question. */
  readonly asking: (given: URLSearchParams) => Steps<Step>;
  /** The question whose answer is a moment, and what time it is. */
  readonly moment?: { readonly name: Step; readonly now: number };
  readonly page: (asked: StepAsked<Step>) => View;
  /** All is answered. */
  readonly act: (given: URLSearchParams) => Promise<Response | Unsaid<Step>>;
}

export async function askSteps<Step extends string>(
  visit: Visit,
  method: 'GET' | 'POST',
  { asking: askingBy, moment, page, act }: StepFlow<Step>,
): Promise<Response> {
  const sent = method === 'GET' ? visit.queries() : await visit.form();
  const given = moment === undefined ? sent : settled(sent, moment.name, moment.now);
  const asking = askingBy(given);
  const show = ({ step, errors }: Unsaid<Step>): Promise<Response> => {
    // Asked for with GET: what lacks is said, and nothing was refused.
    const isRefused = method === 'POST' && Object.keys(errors).length > 0;
    return visit.page(page({ asking, step, given, errors }), isRefused ? 422 : 200);
  };
  const { step, errors } = placeOf(asking, given, method);
  if (step !== undefined) return show({ step, errors });
  const outcome = await act(given);
  return outcome instanceof Response ? outcome : show(outcome);
}
