// What is said of an item beside its name: by a set of known material, and by persons.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { byWhom } from '../../web/when.ts';
import type { ItemMark, ItemRow, KnownHit } from './items.store.ts';

/** All that is said of an item, in a line of a list; who said it and when stands with the item. */
export function itemTags(say: Messages, { known, marks, says, reason }: ItemRow): Html {
  return html`${known.map((hit) => shortKnown(say, hit))} ${marks.map((mark) => shortMark(say, mark))}
  ${says === null ? nothing : tag('warn', say.contents.saysOther(visiblePlain(says, 10)))}
  ${reason === null ? nothing : tag('stop', reasonText(say, reason))}`;
}

/** Why something could not be read, in words. */
export function reasonText(say: Messages, reason: string): string {
  const known: { readonly [reason: string]: string } = say.examination.reasons;
  return known[reason] ?? visiblePlain(reason, 40);
}

function shortKnown(say: Messages, { set, use, distance, category }: KnownHit): Html {
  const words = say.examination;
  const named = visiblePlain(category === null ? set : `${set}: ${category}`, 60);
  if (use === 'ignore') return tag('plain', words.everybody(named));
  return distance === null ? tag('stop', words.knownAs(named)) : tag('warn', words.nearTo(named, distance));
}

/** A computed match, in the words of the set; who may be told stands with it. */
export function knownTag(say: Messages, hit: KnownHit): Html {
  const { set, version, use, flags, mayBeTold } = hit;
  const words = say.examination;
  const said = shortKnown(say, hit);
  if (use === 'ignore') return said;
  const more = [visiblePlain(`${set} ${version}`, 60), ...flags.map((flag) => flagText(say, flag))].join(
    ', ',
  );
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
export function markTag(say: Messages, mark: ItemMark): Html {
  const { note, by, at } = mark;
  return html`${shortMark(say, mark)}
    <span class="c-hint"
      >${note === null ? nothing : html`${visiblePlain(note, 300)} `}${byWhom(say, visiblePlain(by, 80), new Date(at))}</span
    >`;
}

function shortMark(say: Messages, { relevant, tag: word }: ItemMark): Html {
  const words = say.mark;
  const named = word === null ? nothing : tag('plain', visiblePlain(word, 60));
  return html`${tag(relevant ? 'ok' : 'plain', relevant ? words.isRelevant : words.isNot)} ${named}`;
}
