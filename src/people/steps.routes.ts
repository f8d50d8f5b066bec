// An act whose answers are asked one a page, on the web.
import type { Visit } from './visit.routes.ts';
import { settled } from '../web/moment.ts';
import type { View } from '../web/page.ts';
import type { Errors } from '../web/parts.ts';
import { placeOf, type StepAsked, type Steps } from '../web/steps.ts';

export type Method = 'GET' | 'POST';

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
  method: Method,
  flow: StepFlow<Step>,
): Promise<Response> {
  return askWith(visit, { method, sent: await sentBy(visit, method) }, flow);
}

/** What was answered so far, by the address or by the form. */
export function sentBy(visit: Visit, method: Method): Promise<URLSearchParams> {
  return method === 'GET' ? Promise.resolve(visit.queries()) : visit.form();
}

/** For whom must look at what was sent before the questions are known. */
export async function askWith<Step extends string>(
  visit: Visit,
  { method, sent }: { readonly method: Method; readonly sent: URLSearchParams },
  { asking: askingBy, moment, page, act }: StepFlow<Step>,
): Promise<Response> {
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
