// Who handed over a file signs its digest with their passkey.
import { readSigningAnswer } from '../evidence/custody/signing.ts';
import { signBlock } from '../evidence/custody/signing.pages.ts';
import type { PageRoute, PortalVisit } from '../people/visit.routes.ts';
import { html, nothing } from '../web/html.ts';
import type { View } from '../web/page.ts';
import { errorSummary, facts, note } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { sizeText } from '../web/when.ts';
import type { Portal } from './order.acts.ts';
import { orderAddress, PORTAL } from './order.pages.ts';
import { aboutOrder } from './order.routes.ts';
import type { Entry } from './order.store.ts';
import { fileToSign, prepareFileSigning, signFile, type Signing } from './signed.acts.ts';

export function signedRoutes(portal: Portal, url: URL): PageRoute[] {
  const on = (
    method: 'GET' | 'POST',
    open: (visit: PortalVisit, signing: Signing, file: Entry) => Promise<Response>,
  ): PageRoute =>
    aboutOrder(portal, method, '/sign/:entry', async (visit, order) => {
      const signing = { portal, url, account: visit.account, order };
      const file = await fileToSign(signing, visit.param('entry'));
      // Signed already, it is read where it stands; whatever else is asked for is not of this account.
      return file === undefined ? visit.go(orderAddress(order.id)) : open(visit, signing, file);
    });
  return [
    on('GET', (visit, signing, file) => ask(visit, signing, file)),
    on('POST', async (visit, signing, file) => {
      const { say } = visit.frame;
      const answer = readSigningAnswer((await visit.form()).get('signing') ?? '');
      if (answer === undefined) return ask(visit, signing, file, say.signing.unreadable);
      const done = await signFile(signing, file, answer);
      return done === 'done'
        ? visit.go(orderAddress(signing.order.id))
        : ask(visit, signing, file, say.portal.signed.again);
    }),
  ];
}

async function ask(visit: PortalVisit, signing: Signing, file: Entry, problem?: string): Promise<Response> {
  const { say } = visit.frame;
  const { order } = signing;
  const words = say.portal.signed;
  const choices = await prepareFileSigning(signing, file);
  const errors = problem === undefined ? {} : { signing: problem };
  const view: View = {
    title: words.title,
    place: 'portal',
    crumbs: [
      { words: say.portal.ordersTitle, href: PORTAL },
      { words: order.reference, href: orderAddress(order.id) },
      { words: words.title },
    ],
    isQuestion: true,
    hasErrors: problem !== undefined,
    scripts: ['sign.js'],
    main: html`${errorSummary(say, errors)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${facts([
        [say.upload.file, html`<bdi>${visiblePlain(file.text ?? '', 255)}</bdi>`],
        [say.upload.size, sizeText(say, file.file?.bytes ?? 0)],
        ['SHA-256', html`<code class="c-break" dir="ltr">${file.file?.sha256 ?? ''}</code>`],
      ])}
      <form method="post" action="${orderAddress(order.id, `/sign/${file.id}`)}" novalidate>
        ${choices.length === 0 ? nothing : signBlock(say, { choices }, words.act)}
        <div data-unable>
          ${note('plain', html`<p>${words.needs}</p>`)}
          ${choices.length === 0 ? html`<p><a href="/portal/account">${words.account}</a></p>` : nothing}
        </div>
      </form>`,
  };
  return visit.page(view, problem === undefined ? 200 : 409);
}
