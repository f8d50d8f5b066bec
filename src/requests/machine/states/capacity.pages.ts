// In which role a European order reached us, as a question: asked when it is registered, and by the act that says it later.
import type { Messages } from '../../../web/messages.ts';
import type { Capacity } from './capacity.ts';
import { orderOf } from '../../forms/index.ts';

interface CapacityOption {
  readonly value: Capacity;
  readonly words: string;
  /** Until when something is due in this role. */
  readonly hint: string;
}

export function capacityOptions(say: Messages, form: string, list: readonly Capacity[]): CapacityOption[] {
  const { words, times } = say.requestIncoming.capacity;
  const isToKeep = orderOf(form) === 'preservation';
  return list.map((one) => ({
    value: one,
    words: words[one],
    hint: isToKeep && one === 'addressee' ? times.toKeep : times[one],
  }));
}

/** What was answered. */
export function capacityWords({ requestIncoming }: Messages, value: string): string {
  const words: { readonly [capacity: string]: string } = requestIncoming.capacity.words;
  return words[value] ?? '–';
}
