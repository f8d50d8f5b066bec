// Every page that the router has, opened by somebody who may see it, in the sample case: wide and narrow, through the eyes
// of axe (what it cannot decide included; a sixth of them, drawn anew each time, and in the long tests each, narrow too), without scrolling sideways, and with the keyboard's place in sight.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { Page, Response } from 'playwright-core';
import type { Uuid } from '../../src/base/ids.ts';
import { proposeDisposal } from '../../src/evidence/custody/disposal.acts.ts';
import { exhibitOfCase } from '../../src/evidence/exhibits/exhibit.store.ts';
import { askForCheck } from '../../src/evidence/custody/fixity.jobs.ts';
import { offerExhibit } from '../../src/evidence/custody/hand-over.acts.ts';
import { addPeer } from '../../src/evidence/log/peer.do.ts';
import { loadSample } from '../../src/evidence/desks/sample.acts.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { caseOfMember, insertMember } from '../../src/people/case-member.store.ts';
import { AGENCY_ROLES } from '../../src/people/roles.ts';
import type { PageRoute } from '../../src/people/visit.routes.ts';
import { ADDRESS_PARTS, filledIn, type AddressParts } from '../support/address-parts.ts';
import { knownSet, pdqList } from '../support/known-set.ts';
import { examplePeer } from '../support/peers.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { axeOf } from '../support/axe.ts';
import { randomOf } from '../support/random.ts';
import { newVisitor, openBrowser, picture } from '../support/site.ts';
import { requestBy } from '../support/begun-request.ts';
import { broughtBy } from '../support/upload-draft.ts';

const [WIDE, NARROW] = [
  { width: 1280, height: 900 },
  { width: 375, height: 812 },
];

/** Needs what no sample has: a link that was sent, the answer of a foreign server, a change that waits. Shown: that it is not there. */
const ABSENT = [
  '/arrivals/:message',
  '/arrivals/:message/take',
  '/arrivals/:message/take/:ask',
  '/arrivals/:message/decline',
  '/arrivals/:message/decline/:ask',
  '/arrivals/evidence/:message',
  '/arrivals/evidence/:message/take',
  '/arrivals/evidence/:message/take/:ask',
  '/arrivals/evidence/:message/consent',
  '/arrivals/evidence/:message/consent/:ask',
  '/arrivals/evidence/:message/notice',
  '/arrivals/evidence/:message/notice/:ask',
  '/arrivals/evidence/:message/reject',
  '/arrivals/evidence/:message/reject/:ask',
  '/arrivals/cases/:message',
  '/arrivals/cases/:message/take',
  '/arrivals/cases/:message/take/:ask',
  '/arrivals/cases/:message/decline',
  '/arrivals/cases/:message/decline/:ask',
  '/arrivals/joint/:message',
  '/arrivals/joint/:message/take',
  '/arrivals/joint/:message/take/:ask',
  '/arrivals/joint/:message/decline',
  '/arrivals/joint/:message/decline/:ask',
  '/arrivals/:message/letter',
  // Of what came from a peer: test/exchange-peers.test.ts and test/provider-orders.test.ts have it come.
  '/law/peers/:change/decline',
  '/law/peers/:change/decline/:ask',
  '/provider-orders/:message',
  '/provider-orders/:message/proof.zip',
  '/provider-orders/:message/letter.pdf',
  '/provider-orders/:message/keep',
  '/provider-orders/:message/keep/:ask',
  '/provider-orders/:message/account',
  '/provider-orders/:message/account/:ask',
  '/provider-orders/:message/answer',
  '/provider-orders/:message/answer/:ask',
  '/kept/:path{.+}',
  '/law/import/:import',
  '/law/import/:import/:ask',
  '/first/:token',
  '/invitation/:token',
  // Who is no person of the agency alone: test/portal.test.ts opens them.
  '/portal',
  '/portal/account',
  '/portal/passkey/register/options',
  '/portal/invitation/:token',
  '/portal/orders/:order',
  '/portal/orders/:order/letter',
  '/portal/orders/:order/proof.zip',
  '/portal/orders/:order/record',
  '/portal/orders/:order/receipts/:entry',
  '/portal/orders/:order/say/:kind',
  '/portal/orders/:order/files',
  '/portal/orders/:order/sign/:entry',
  '/portal/orders/:order/files/:upload',
  // Where a file is sent: what came is not given out before it is in evidence.
  '/cases/:case/add-evidence/:intake/files/:upload',
  // What was disclosed: test/disclosure.test.ts opens it.
  '/portal/open/:token',
  '/portal/disclosed',
  '/portal/disclosed/package',
  '/portal/disclosed/account',
  '/portal/disclosed/passkey/register/options',
  '/portal/disclosed/exhibits/:exhibit',
  '/portal/disclosed/exhibits/:exhibit/files/:path{.+}',
  '/cases/:case/packages/:id/disclosures',
  '/cases/:case/packages/:id/disclosures/new',
  '/cases/:case/packages/:id/disclosures/new/:ask',
  '/cases/:case/packages/:id/disclosures/:disclosure',
  '/cases/:case/requests/:number/portal/letter',
  '/cases/:case/requests/:number/portal/receipts/:entry',
  '/invitation/:token/provider',
  '/recovery/:token',
  '/account/provider',
  '/sign-in/provider',
  '/break-glass/:id',
  '/break-glass/:id/:ask',
  '/law/changes/:change',
  '/law/changes/:change/again',
  '/law/changes/:change/again/:ask',
  '/law/changes/:change/decide',
  '/law/changes/:change/decide/:ask',
  '/settings/keys/changes/:change',
  '/cases/:case/packages/:id',
  '/cases/:case/packages/:id/decide',
  '/cases/:case/packages/:id/receipt',
  '/cases/:case/evidence/:item/court/drafts/:draft/pdf',
  '/cases/:case/evidence/:item/court/drafts/:draft/docx',
];
/** A stream without an end. Files are told by their type. */
const STREAMS = ['/jobs/:id/events'];

/** In the long tests axe looks at every page, and at the narrow ones too: it takes as long as all the rest. */
const IS_LONG = process.env['COMITY_SWEEP'] === 'all';

interface Sweep {
  readonly routes: readonly PageRoute[];
  readonly member: Page;
  readonly stranger: Page;
  readonly url: string;
  readonly values: AddressParts;
}

async function openSweep(t: TestContext): Promise<Sweep | undefined> {
  const browser = await openBrowser(t);
  if (browser === undefined) return undefined;
  const { house, people, site, routes } = await testSite(t);
  const ines = await enrol(people, 'ines', AGENCY_ROLES);
  const omar = await enrol(people, 'omar');
  const made = await loadSample(house, imageTools, ines.person);
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: made.id, person: omar.id, role: 'lead', at: new Date(house.clock()) }),
  );
  const [file, theirs] = await people.db.asPerson(omar.id, async (tx) => [
    await caseOfMember(tx, made.reference, omar.id),
    await exhibitOfCase(tx, made.id, 1),
  ]);
  assert.ok(file && theirs);
  const by = { person: omar.person, file };
  const other = `${made.reference}-2`;
  const { handOver: offer } = await offerExhibit(house, {
    by,
    number: theirs.number,
    to: ines.id,
    reason: 'For examination',
    key: 'sweep',
  });
  const disposal = await proposeDisposal(house, {
    by,
    number: other,
    order: { type: 'order', id: '12/26' },
    reason: 'Final judgment',
  });
  const ana = await enrol(people, 'ana', ['administrator']);
  const peer = await addPeer(people, ana.person, examplePeer());
  const set = await knownSet(t, house, pdqList(1), { lines: 'pdq', isOwn: true });
  const job = await askForCheck(people, { person: ines.person, file: { ...file, role: 'lead' } }, theirs);
  const member = await pageOf(browser, site, ines);
  await member.goto(`${site.url}/channels/plan?from=FR&to=US&category=content`);
  const [, answer = ''] = /\/channels\/answers\/([0-9a-f]{64})/.exec(await member.content()) ?? [];
  assert.notEqual(answer, '');
  return {
    routes,
    member,
    stranger: await (await newVisitor(browser)).newPage(),
    url: site.url,
    values: {
      case: made.reference,
      ...ADDRESS_PARTS,
      token: 'no-such-token',
      rule: 'us-2',
      asked: 'copy',
      draft: omar.id,
      step: 'offence',
      name: answer,
      change: omar.id,
      import: omar.id,
      message: omar.id,
      contact: omar.id,
      file: 'law.json',
      '/settings/agency field': 'email',
      '/settings/alarms time': 'receiptHours',
      '/settings/pictures limit': 'mostADay',
      '/settings/provider which': 'entities',
      ...(await broughtBy(people, ines.id, made.id as Uuid)),
      ...(await requestBy(people, ines.id, made.id as Uuid)),
      offer,
      disposal,
      '/jobs id': job,
      '/settings/peers id': peer,
      '/known-sets id': set.id,
      '/law/records path': '["at_end"]',
      '/law/library kind': 'law',
      '/law/library record': 'us-sca',
      id: omar.id,
    },
  };
}

/** What some pages must be asked with to have something to show. */
const QUERIES: { readonly [path: string]: string } = {
  '/law/search': '?q=preservation',
  '/law/compare': '?a=FR&b=US',
  '/channels/ask': '?from=FR&to=US&category=content',
  '/channels/plan': '?from=FR&to=US&category=content',
  '/channels/ask/:step': '?from=FR&to=US',
  '/audit/people': '?name=example',
  '/audit/exhibits': '?number=FR-2026-000001-1',
  '/audit/exhibits/csv': '?number=FR-2026-000001-1',
};

function addressOf(path: string, { values }: Sweep): string {
  const own = path.includes('/dispose') ? { ...values, item: '2' } : values;
  const filled = filledIn(path, own, (name) =>
    assert.fail(`${path}: say in test/e2e/sweep.test.ts what :${name} is`),
  );
  return filled + (QUERIES[path] ?? '');
}

test('every page is accessible, wide and narrow, with the keyboard’s place in sight', async (t) => {
  const sweep = await openSweep(t);
  if (sweep === undefined) return;
  const routes = sweep.routes.filter(({ method, path }) => method === 'GET' && !STREAMS.includes(path));
  const seed = Number(process.env['COMITY_SEED'] ?? randomInt(2 ** 31));
  t.diagnostic(`COMITY_SEED=${seed}`);
  const random = randomOf(seed);
  const faults: string[] = [];
  let pages = 0;
  for (const { path, access } of routes) {
    const page = access.for === 'everybody' ? sweep.stranger : sweep.member;
    const address = sweep.url + addressOf(path, sweep);
    // A sixth of them, drawn anew each time, are looked at in the browser; the others are asked for as it would.
    const isLookedAt = IS_LONG || random() < 1 / 6;
    await page.setViewportSize(WIDE);
    const answer = isLookedAt ? await opened(page, address) : await page.request.get(address);
    if (answer === undefined || !answer.headers()['content-type']?.startsWith('text/html')) continue;
    pages += 1;
    const isAnswered = answer.status() === 200 || ABSENT.includes(path);
    const found = isAnswered ? [] : [`answered ${answer.status()}`];
    const seen = isLookedAt ? await faultsOf(page) : [];
    faults.push(...[...found, ...seen].map((fault) => `${path}: ${fault}`));
  }
  assert.ok(pages > 80);
  assert.deepEqual(faults, [], faults.join('\n'));
});

/** Undefined where a file is given to keep. */
async function opened(page: Page, address: string): Promise<Response | undefined> {
  try {
    return (await page.goto(address, { waitUntil: 'domcontentloaded' })) ?? undefined;
  } catch (error) {
    if (error instanceof Error && error.message.includes('Download is starting')) return undefined;
    throw error;
  }
}

async function faultsOf(page: Page): Promise<string[]> {
  const wide = [...(await axeFaults(page)), ...(await focusFaults(page))];
  await page.setViewportSize(NARROW);
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  const narrow = [...(isWide ? ['scrolls sideways'] : []), ...(IS_LONG ? await axeFaults(page) : [])];
  await picture(page, `sweep${new URL(page.url()).pathname.replaceAll(/[^\w-]+/g, '-')}`);
  return [...wide, ...narrow.map((fault) => `narrow: ${fault}`)];
}

async function axeFaults(page: Page): Promise<string[]> {
  const { violations, incomplete } = await axeOf(page);
  const faults: string[] = [];
  for (const { id, nodes } of [...violations, ...incomplete])
    for (const { html, failureSummary = '', target } of nodes) {
      const isDecided = id === 'color-contrast' && /pseudo element/.test(failureSummary);
      if (isDecided && (await isBesideBox(page, String(target[0])))) continue;
      faults.push(`${id}: ${html} ${failureSummary}`);
    }
  return faults;
}

/** The drawn dot of a chosen box stands beside its label, which axe cannot tell from lying under it. */
function isBesideBox(page: Page, target: string): Promise<boolean> {
  return page
    .locator(target)
    .evaluate((element) => element.closest('.govuk-radios__label, .govuk-checkboxes__label') !== null);
}

/** Everything that the keyboard reaches looks otherwise when it is there: an outline, a shadow, another ground. */
async function focusFaults(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab'); // so that the browser knows that a keyboard is used
  return page.evaluate(() => {
    const looks = (element: Element): string => {
      // A drawn tick or dot stands before the label of its box.
      const around = [element, element.nextElementSibling, element.parentElement].filter(
        (one) => one !== null,
      );
      return around
        .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::before')])
        .map((style) =>
          [
            style.outline,
            style.boxShadow,
            style.backgroundColor,
            style.borderColor,
            style.borderWidth,
          ].join(),
        )
        .join(';');
    };
    const reached = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]',
      ),
    ];
    return reached
      .filter((one) => one.checkVisibility() && !one.matches(':disabled, [type=hidden]'))
      .filter((one) => {
        one.blur();
        const before = looks(one);
        one.focus({ focusVisible: true } as FocusOptions);
        return document.activeElement === one && looks(one) === before;
      })
      .map((one) => `no focus to be seen: ${one.outerHTML.slice(0, 120)}`);
  });
}
