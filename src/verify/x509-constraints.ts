// For which names an authority may issue (RFC 5280, 4.2.1.10 and 6.1.3): the names of a certificate, held to those that are permitted
// and excluded. A kind of name that is not compared here is never taken for one within.
import { equalBytes, utf8Text } from '../base/bytes.ts';
import { oid } from './der-values.ts';
import { context, expectTag, Fields, invalid, readDer, sequenceOf, TAG, type Element } from './der.ts';
import type { Certificate } from './x509.ts';

export interface NameConstraints {
  /** DER GeneralNames. Of a kind of which there is none, every name is permitted. */
  readonly permitted: readonly Uint8Array[];
  readonly excluded: readonly Uint8Array[];
}

type NameVerdict = 'within' | 'outside' | 'unknown';

const MAIL = context(1, 'primitive');
const DNS = context(2, 'primitive');
const DIRECTORY = context(4, 'constructed');
const COMPARED: readonly number[] = [MAIL, DNS, DIRECTORY];
const MAX_SUBTREES = 200;
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

export function nameConstraintsOf(value: Element): NameConstraints {
  const fields = new Fields(expectTag(value, TAG.sequence, 'nameConstraints'));
  const permitted = fields.maybe(context(0, 'constructed'));
  const excluded = fields.maybe(context(1, 'constructed'));
  fields.end('nameConstraints');
  return { permitted: subtreesOf(permitted), excluded: subtreesOf(excluded) };
}

/** `minimum` is 0 and `maximum` absent, in every certificate (RFC 5280). */
function subtreesOf(list: Element | undefined): Uint8Array[] {
  if (list === undefined) return [];
  const all = new Fields(list).rest('GeneralSubtree');
  if (all.length > MAX_SUBTREES) throw invalid(list, `at most ${MAX_SUBTREES} subtrees`, `${all.length}`);
  return all.map((one) => {
    const fields = new Fields(expectTag(one, TAG.sequence, 'GeneralSubtree'));
    const base = fields.next('base');
    fields.end('GeneralSubtree: minimum 0, no maximum');
    return base.whole;
  });
}

export function nameVerdict(
  constraints: NameConstraints,
  { subject, extensions }: Pick<Certificate, 'subject' | 'extensions'>,
  place: string,
): NameVerdict {
  const [permitted, excluded] = [constraints.permitted, constraints.excluded].map((list) =>
    list.map((der) => readDer(der, place)),
  );
  const verdicts = namesOf(subject, extensions.otherNames ?? [], place).map((name): NameVerdict => {
    const ofKind = (list: readonly Element[] = []): Element[] => list.filter(({ tag }) => tag === name.tag);
    const [allowed, forbidden] = [ofKind(permitted), ofKind(excluded)];
    if (allowed.length + forbidden.length === 0) return 'within';
    if (!COMPARED.includes(name.tag)) return 'unknown';
    if (forbidden.some((base) => isWithin(name, base))) return 'outside';
    return allowed.length === 0 || allowed.some((base) => isWithin(name, base)) ? 'within' : 'outside';
  });
  return (['outside', 'unknown'] as const).find((one) => verdicts.includes(one)) ?? 'within';
}

/** An address in the name of the subject counts as one where it has no other. */
function namesOf(subject: Uint8Array, others: readonly Uint8Array[], place: string): Name[] {
  const more = others.map((der): Name => readDer(der, place));
  const name = readDer(subject, place);
  const parts = partsOf(name);
  const addresses = parts.filter(({ type }) => type === EMAIL_ADDRESS).map(({ value }) => mailName(value));
  const isAddressed = more.some(({ tag }) => tag === MAIL);
  return [
    ...(parts.length === 0 ? [] : [{ tag: DIRECTORY, content: name.whole, place }]),
    ...(isAddressed ? [] : addresses.map((content) => ({ tag: MAIL, content, place }))),
    ...more,
  ];
}

type Name = Pick<Element, 'tag' | 'content' | 'place'>;

function mailName({ content }: Element): Uint8Array {
  return content;
}

function isWithin(name: Name, base: Element): boolean {
  const { tag } = name;
  if (tag === DIRECTORY)
    return isBelow(partsOf(readDer(name.content, name.place)), partsOf(readDer(base.content, base.place)));
  const [text, limit] = [textOf(name), textOf(base)].map((one) => one.toLowerCase());
  if (text === undefined || limit === undefined) return false;
  if (tag === DNS) return limit === '' || text === limit || text.endsWith(`.${limit.replace(/^\./, '')}`);
  const host = text.slice(text.lastIndexOf('@') + 1);
  if (limit.includes('@')) return text === limit;
  return limit.startsWith('.') ? host.endsWith(limit) : limit === '' || host === limit;
}

function textOf({ content }: Pick<Element, 'content'>): string {
  return String.fromCharCode(...content.subarray(0, 1000));
}

interface NamePart {
  readonly type: string;
  readonly value: Element;
}

/** Attributes of the sets of a Name, set after set. */
function partsOf(name: Element): NamePart[] {
  return sequenceOf(name, 'Name').flatMap((set) =>
    new Fields(expectTag(set, TAG.set, 'RelativeDistinguishedName')).rest('attribute').map((attribute) => {
      const fields = new Fields(expectTag(attribute, TAG.sequence, 'attribute'));
      return {
        type: oid(fields.next('attribute type'), 'attribute type'),
        value: fields.next('attribute value'),
      };
    }),
  );
}

/** RFC 5280, 7.1: the subtree is the beginning of the name. */
function isBelow(name: readonly NamePart[], base: readonly NamePart[]): boolean {
  return base.every((one, i) => {
    const own = name[i];
    return own !== undefined && own.type === one.type && isSameValue(own.value, one.value);
  });
}

const PLAIN_STRINGS: readonly number[] = [TAG.utf8String, 0x13, 0x16]; // UTF8String, PrintableString, IA5String

/** Case and runs of spaces do not tell two strings apart; of other types the bytes do. */
function isSameValue(a: Element, b: Element): boolean {
  if (!PLAIN_STRINGS.includes(a.tag) || !PLAIN_STRINGS.includes(b.tag)) return equalBytes(a.whole, b.whole);
  return plain(a) === plain(b);
}

function plain({ content }: Element): string {
  try {
    return utf8Text(content).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  } catch {
    return String.fromCharCode(...content.subarray(0, 1000)); // no UTF-8: compared as it is
  }
}
