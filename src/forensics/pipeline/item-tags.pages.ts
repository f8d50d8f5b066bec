// What is said of an item beside its name: by a set of known material, and by persons.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { byWhom } from '../../web/when.ts';
import type { ItemMark, KnownHit } from './items.store.ts';

/** A computed match, in the words of the set; who may be told stands with it. */
export function knownTag(
  say: Messages,
  { set, version, use, distance, category, flags, mayBeTold }: KnownHit,
): Html {
  const words = say.examination;
  const named = visiblePlain(category === null ? set : `${set}: ${category}`, 60);
  if (use === 'ignore') return tag('plain', words.everybody(named));
  const more = [visiblePlain(`${set} ${version}`, 60), ...flags.map((flag) => flagText(say, flag))].join(
    ', ',
  );
  const said =
    distance === null ? tag('stop', words.knownAs(named)) : tag('warn', words.nearTo(named, distance));
  return html`${said}
    <span class="c-hint"
      >${more}. ${mayBeTold === '' ? nothing : words.mayBeTold(visiblePlain(mayBeTold, 120))}</span
    >`;
}

/** As the set says it; those that are known by their name, in words. */
export function flagText(say: Messages, flag: string): string {
  const known: { readonly [flag: string]: string } = say.examination.flags;
  return known[flag] ?? visiblePlain(flag, 60);
}

/** A judgement of a person, with who and when. */
export function markTag(say: Messages, { relevant, tag: word, note, by, at }: ItemMark): Html {
  const words = say.mark;
  const named = word === null ? nothing : tag('plain', visiblePlain(word, 60));
  return html`${tag(relevant ? 'ok' : 'plain', relevant ? words.isRelevant : words.isNot)} ${named}
    <span class="c-hint"
      >${note === null ? nothing : html`${visiblePlain(note, 300)} `}${byWhom(say, visiblePlain(by, 80), new Date(at))}</span
    >`;
}
