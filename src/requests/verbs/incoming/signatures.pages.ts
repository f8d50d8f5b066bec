// What the signatures within a document say: what each establishes, and what not, in plain words.
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { visiblePlain, visibleSentence } from '../../../web/safe-text.ts';
import { isRfc3339 } from '../../../base/time.ts';
import type { DocumentSignature, GoodStamp, Revocation, Stamp } from '../../../verify/document-signature.ts';
import type { Fault, FaultReason } from '../../../verify/fault.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { facts, note, tag } from '../../../web/parts.ts';
import { sizeText, when, whenText } from '../../../web/when.ts';
import { paperAddress, paperBeside } from '../../machine/text/paper.pages.ts';
import type { Paper } from '../../core/paper.ts';
import type { After, SignatureFound, SignedDocument } from '../../machine/messages/document-signatures.ts';
import { requestCrumbs } from '../../machine/text/request-shown.pages.ts';

const MAX_TEXT = 1000;

export interface SignaturesShown {
  readonly file: CaseOfMember;
  readonly paper: Paper;
  /** Or why it could not be read for them. */
  readonly read: SignedDocument | { readonly why: string };
}

export function signaturesPage(say: Messages, { file, paper, read }: SignaturesShown): View {
  const words = say.documentSignatures;
  return {
    title: words.title,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: words.title }),
    aside: paperBeside(say, file, paper, { isAboutSignatures: true }),
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${visiblePlain(paper.name, 200)}</p>
      ${
        'why' in read
          ? note(
              'warn',
              html`<p><b>${words.unread}</b></p>
                <p>${read.why}</p>`,
            )
          : html`${list(say, file, paper, read)}
            ${read.hasOthers ? note('warn', html`<p>${words.others}</p>`) : nothing} ${storeHtml(say, read)}`
      }
      <h2>${words.limits}</h2>
      <ul class="govuk-list govuk-list--bullet">
        ${[words.limitRevoked, words.limitKey, words.limitScan].map((one) => html`<li>${one}</li>`)}
      </ul>
      <p class="c-hint">${words.anchorsFrom}</p>`,
  };
}

function storeHtml(say: Messages, { store }: SignedDocument): Html {
  const { certificates, lists, answers } = store;
  if (certificates + lists + answers === 0) return nothing;
  return html`<p>${say.documentSignatures.revocation.store(certificates, lists, answers)}</p>`;
}

function list(say: Messages, file: CaseOfMember, paper: Paper, { signatures }: SignedDocument): Html {
  const words = say.documentSignatures;
  if (signatures.length === 0) return note('plain', html`<p>${words.none}</p>`);
  const count = signatures.length;
  return html`${signatures.map((one, i) => section(say, one, { number: count - i, address: paperAddress(file, paper) }))}`;
}

function section(
  say: Messages,
  found: SignatureFound,
  { number, address }: { readonly number: number; readonly address: string },
): Html {
  const words = say.documentSignatures;
  const { finding, says, after } = found;
  const title = finding.kind === 'stamp' ? words.stampNumber(number) : words.number(number);
  return html`<section>
    <h2>${title} ${verdictTag(say, found)}</h2>
    ${verdict(say, found)}
    ${facts([
      ...(finding.kind === 'good' ? signerFacts(say, finding.signature) : []),
      ...(finding.kind === 'stamp' ? [stampFact(say, finding.stamp)] : []),
      [words.nameGiven, plain(says.name)],
      [words.reasonGiven, plain(says.reason)],
    ])}
    ${after === undefined ? nothing : afterwards(say, after, address)}
  </section>`;
}

function plain(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : visiblePlain(text, MAX_TEXT);
}

/** In a line each: whether it holds, and whose it says it is. */
export function signatureLines(say: Messages, read: SignaturesShown['read']): Html {
  const words = say.documentSignatures;
  if ('why' in read) return html`${tag('warn', words.unread)}<br />${read.why}`;
  if (read.signatures.length === 0) return html`${words.none}`;
  return html`${read.signatures.map(({ finding, says, after }, i) => {
    const who = finding.kind === 'good' ? finding.signature.signer.subject : (says.name ?? '');
    return html`${i === 0 ? nothing : html`<br />`}${verdictTag(say, { finding, says, after })}
      <bdi class="c-break">${visiblePlain(who, MAX_TEXT)}</bdi>
      ${finding.kind === 'good' ? standing(say, finding.signature) : nothing}`;
  })}`;
}

function verdictTag(say: Messages, { finding, after }: SignatureFound): Html {
  const words = say.documentSignatures;
  switch (finding.kind) {
    case 'good':
    case 'stamp':
      return after === undefined ? tag('ok', words.holds) : tag('warn', words.holdsInPart);
    case 'bad':
      return tag('stop', words.holdsNot);
    case 'notChecked':
      return tag('warn', words.unchecked);
  }
}

function verdict(say: Messages, { finding, after }: SignatureFound): Html {
  const words = say.documentSignatures;
  switch (finding.kind) {
    case 'good':
      return html`<p>${after === undefined ? words.whole : words.part}</p>
        ${standing(say, finding.signature)}`;
    case 'stamp':
      return html`<p>${words.stamp}</p>`;
    case 'bad':
      return note(
        'stop',
        html`<p><b>${words.bad}</b></p>
          ${met(say, finding.why)}`,
      );
    case 'notChecked':
      return note(
        'warn',
        html`<p><b>${words.notChecked}</b></p>
          ${met(say, finding.why)}`,
      );
  }
}

function standing(say: Messages, { standing: how, stamp }: DocumentSignature): Html {
  const words = say.documentSignatures;
  const at = whenText(say, new Date(how.at));
  const wrongStamp =
    stamp.kind === 'wrong'
      ? note(
          'warn',
          html`<p>${words.stampWrong}</p>
            ${met(say, stamp.why)}`,
        )
      : nothing;
  switch (how.kind) {
    case 'anchored':
      return html`${note(
        'ok',
        html`<p><b>${words.known}</b></p>
          <p>${words.knownBy(visiblePlain(how.anchor, MAX_TEXT), at)}</p>
          ${revocationHtml(say, how.revocation)}`,
      )}
      ${wrongStamp}`;
    case 'noAnchor':
      return html`${note(
        'warn',
        html`<p><b>${words.notKnown}</b></p>
          <p>${words.noAnchor}</p>`,
      )}
      ${wrongStamp}`;
    case 'unfit':
      return html`${note(
        'warn',
        html`<p><b>${words.notKnown}</b></p>
          <p>${words.unfit(at)}</p>
          ${met(say, how.why)}`,
      )}
      ${wrongStamp}`;
  }
}

/** For whoever has to look closer. Parts of a signature are called as its standard calls them. */
function met(say: Messages, why: Fault): Html {
  const words = say.documentSignatures;
  return html`<details class="c-each">
    <summary>${words.detail}</summary>
    <p>
      ${why.reason === undefined ? words.structure : visibleSentence(reasonWords(say, why.reason), MAX_TEXT)}
    </p>
  </details>`;
}

function reasonWords(say: Messages, { key, parts }: FaultReason): string {
  const said: string | ((...parts: string[]) => string) = say.documentSignatures.reasons[key];
  if (typeof said === 'string') return said;
  return said(...parts.map((one) => (isRfc3339(one) ? whenText(say, new Date(one)) : one)));
}

/** Of whoever is known: a certificate that was revoked in time makes them unknown. */
function revocationHtml(say: Messages, revocation: Revocation): Html {
  const words = say.documentSignatures.revocation;
  const on = (at: string): string => whenText(say, new Date(at));
  switch (revocation.kind) {
    case 'notTold': {
      const names = revocation.of.join(say.language.semicolon);
      return html`<p>
        ${visibleSentence(names === '' ? words.anchorItself : words.notTold(names), MAX_TEXT)}
      </p>`;
    }
    case 'notRevoked':
      return html`<p>${words.notRevoked(on(revocation.asOf))}</p>`;
    case 'later':
      return html`<p>${visibleSentence(words.later(revocation.of, on(revocation.since)), MAX_TEXT)}</p>`;
  }
}

type Fact = readonly [label: string, value: Html | string | undefined];

function signerFacts(say: Messages, { signer, claimedTime, stamp }: DocumentSignature): Fact[] {
  const words = say.documentSignatures;
  return [
    [words.signer, visiblePlain(signer.subject, MAX_TEXT)],
    [words.issuer, visiblePlain(signer.issuer, MAX_TEXT)],
    [
      words.valid,
      words.fromTo(whenText(say, new Date(signer.notBefore)), whenText(say, new Date(signer.notAfter))),
    ],
    [words.fingerprint, html`<code class="c-digest">${signer.sha256}</code>`],
    [words.claimed, claimedTime && when(say, new Date(claimedTime))],
    stampFact(say, stamp),
  ];
}

function stampFact(say: Messages, stamp: Stamp | GoodStamp): Fact {
  const words = say.documentSignatures;
  if (stamp.kind !== 'good') return [words.stamped, undefined];
  return [
    words.stamped,
    html`${when(say, new Date(stamp.time))}<br /><bdi>${visiblePlain(stamp.authority, MAX_TEXT)}</bdi>
      ${stamp.trusted ? tag('ok', words.stampKnown) : tag('warn', words.stampNotKnown)}`,
  ];
}

function afterwards(say: Messages, after: After, address: string): Html {
  const words = say.documentSignatures;
  const { bytes, pages, signedBytes, changes } = after;
  const isChanged = changes !== undefined && changes.length > 0;
  return note(
    isChanged ? 'stop' : changes === undefined ? 'warn' : 'plain',
    html`<p><b>${words.after(sizeText(say, bytes))}</b></p>
      ${isChanged ? html`<p><b>${words.changed}</b></p>` : nothing}
      <p>${changes?.length === 0 ? words.onlyAdds : pagesWords(say, pages)}</p>
      ${pages === undefined ? nothing : html`<p><a href="${address}/as-signed?bytes=${signedBytes}" target="_blank" rel="noopener">${words.asSigned}</a></p>`}`,
  );
}

function pagesWords(say: Messages, pages: After['pages']): string {
  const words = say.documentSignatures;
  if (pages === undefined) return words.pagesUnknown;
  const [then, now] = pages;
  if (now > then) return words.pagesMore(now - then);
  return now < then ? words.pagesFewer(then - now) : words.pagesSame;
}
