// What authorities tell each other of the law: a central authority, of its own State alone.
import { isObject } from '../law/values.ts';
import type { Change } from '../law/change.ts';
import type { PeerDocument } from './peer-document.ts';

/** Of its State alone: whether it is bound, what it declared, or a record that bears its code, as authorities and contacts do. */
function stateOf(change: Change): string | undefined {
  switch (change.kind) {
    case 'party':
    case 'declaration':
      return change.state;
    case 'record': {
      const codes = [change.value, change.was].flatMap((value) =>
        isObject(value) && typeof value['state'] === 'string' ? [value['state']] : [],
      );
      return codes.every((code) => code === codes[0]) ? codes[0] : undefined;
    }
    case 'value':
      return undefined; // what it is about is said by a record that the other side may have otherwise
  }
}

export function mayTell(of: Pick<PeerDocument, 'kinds' | 'state'>, change: Change): boolean {
  return of.kinds.includes('centralAuthority') && stateOf(change) === of.state;
}
