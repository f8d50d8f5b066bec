// The whole server: opens the installation (or the page that sets one up), listens, publishes the log, and ends in order.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseFileRoutes } from '../cases/case-file.routes.ts';
import { caseRoutes } from '../cases/cases.routes.ts';
import { waysRoutes } from '../channels/ways.routes.ts';
import { evidenceRoutes } from '../evidence/desks/evidence.routes.ts';
import { breakGlassRoutes } from '../evidence/desks/break-glass.routes.ts';
import { caseLeadRoutes } from '../evidence/desks/case-lead.routes.ts';
import { conditionRoutes } from '../evidence/custody/condition.routes.ts';
import { correctionRoutes } from '../evidence/custody/correction.routes.ts';
import { disposalRoutes } from '../evidence/custody/disposal.routes.ts';
import { handOverRoutes } from '../evidence/custody/hand-over.routes.ts';
import { serverFolderRoutes } from '../evidence/intake/server-folder.routes.ts';
import { intakeRoutes } from '../evidence/intake/intake.routes.ts';
import { settleAllKeys, withEnrolment } from '../evidence/log/signing-key.acts.ts';
import { sealRoutes } from '../evidence/custody/seal.routes.ts';
import { signForm, type SignForm } from '../evidence/custody/signing.routes.ts';
import { labelRoutes } from '../evidence/exhibits/label.routes.ts';
import { initialise, refuseLostSettings } from '../evidence/installation/init.acts.ts';
import { readiness } from '../evidence/installation/health.acts.ts';
import { openInstallation } from '../evidence/installation/open.acts.ts';
import { standsStill, type Installation } from '../evidence/log/installation.acts.ts';
import { fixityRoutes } from '../evidence/custody/fixity.routes.ts';
import { packageRoutes } from '../evidence/packages/packages.routes.ts';
import { loadSample } from '../evidence/desks/sample.acts.ts';
import { isSampleOffered, sampleRoutes } from '../evidence/desks/sample.routes.ts';
import { uploadReceiver } from '../evidence/intake/upload-receiver.acts.ts';
import type { Reception } from '../evidence/intake/upload.acts.ts';
import type { UploadApi } from '../evidence/intake/upload.api.ts';
import { uploadRoutes } from '../evidence/intake/upload.routes.ts';
import { contentsRoutes } from '../forensics/contents/contents.routes.ts';
import { itemLookRoutes } from '../forensics/contents/item.routes.ts';
import { Insides } from '../forensics/contents/insides.acts.ts';
import { knownRoutes } from '../forensics/known/known.routes.ts';
import { itemRoutes } from '../forensics/pipeline/items.routes.ts';
import { reviewRoutes } from '../forensics/review/review.routes.ts';
import { selectRoutes } from '../forensics/pipeline/select.routes.ts';
import { markRoutes } from '../forensics/pipeline/mark.routes.ts';
import { imageTools } from '../forensics/sources/image-tools.ts';
import { settingsRoutes } from '../evidence/installation/settings.routes.ts';
import { oversightRoutes } from '../evidence/desks/oversight.routes.ts';
import { followByWire, toldOfAct } from '../exchange/request-life.acts.ts';
import { peerDocuments } from '../exchange/peer-document.acts.ts';
import { agencyProfile } from '../evidence/installation/settings.acts.ts';
import type { RequestDesk } from '../requests/verbs/drafting/request-found.routes.ts';
import { betweenOnCase } from '../exchange/case-between.routes.ts';
import { exchangeRoutes } from '../exchange/conversation.routes.ts';
import { wireRoutes, type WireRoute } from '../exchange/wire.routes.ts';
import { disclosedRoutes } from '../portal/disclosed.routes.ts';
import { disclosingRoutes } from '../portal/disclosing.routes.ts';
import { portalAccountRoutes } from '../portal/account.routes.ts';
import { handedRoutes } from '../portal/files.routes.ts';
import { givenRoutes } from '../portal/given.routes.ts';
import { portalRoutes } from '../portal/order.routes.ts';
import { signedRoutes } from '../portal/signed.routes.ts';
import { receiverRoutes } from '../portal/receivers.routes.ts';
import { courtRoutes } from '../court/court.routes.ts';
import { letterRoutes } from '../requests/verbs/letters/letter.routes.ts';
import { deskRoutes } from '../requests/desks/desk.routes.ts';
import { preservationRoutes } from '../requests/verbs/preservation/preservation.routes.ts';
import { feedRoutes } from '../requests/machine/clocks/feed.routes.ts';
import { translationRoutes } from '../requests/verbs/letters/translation.routes.ts';
import { clockRoutes } from '../requests/machine/clocks/clock.routes.ts';
import { alarmsNow } from '../requests/machine/clocks/alarm-setting.routes.ts';
import { atWork, followRoutes } from '../requests/desks/follow.routes.ts';
import { requestRoutes } from '../requests/desks/request.routes.ts';
import { lawRoutes } from '../law/law.routes.ts';
import { openPublishedLaw, type PublishedLaw } from '../law/published.acts.ts';
import type { Home } from '../platform/home.ts';
import type { JobQueue } from '../platform/job-queue.jobs.ts';
import type { Log } from '../platform/log.ts';
import { uploadSettings } from '../platform/upload-settings.ts';
import { isSetUp } from '../platform/settings.ts';
import { accountRoutes } from '../people/account.routes.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { hasAdministrator, type People } from '../people/people.acts.ts';
import { mailRoutes } from '../people/mail.routes.ts';
import { peopleRoutes } from '../people/people.routes.ts';
import { providerRoutes } from '../people/provider.routes.ts';
import { recoveryRoutes } from '../people/recovery.routes.ts';
import { openSignIn } from '../people/sign-in.acts.ts';
import { signInRoutes } from '../people/sign-in.routes.ts';
import { jobRoutes } from '../people/job.routes.ts';
import type { ApiRoute } from '../people/visit.api.ts';
import type { PageRoute } from '../people/visit.routes.ts';
import { openAssets, type Assets } from '../web/assets.ts';
import { trustedProxies } from './address.ts';
import { apiOf } from './api-list.ts';
import { apiPages } from './api-page.ts';
import { buildApp, type Outside } from './app.ts';
import type { Binding } from './bind.ts';
import { JOBS_AT_ONCE, startJobs, type JobsRequest } from './jobs.ts';
import { limiter } from './limits.ts';
import { listen, type Fetch } from './listen.ts';
import { metrics } from './metrics.ts';
import { startSchedule } from './schedule.ts';
import { setUpApp } from './set-up.ts';
import { doorsOf } from './standstill.ts';
import type { Rooms } from './visitor.ts';
import { watchKeys } from './watch-keys.ts';

export interface ServerOptions {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly binding: Binding;
  readonly proxies: readonly string[];
  readonly log: Log;
  /** Loads the sample case where there is no case yet. */
  readonly withSample?: boolean;
  /** A minute. */
  readonly limits?: { readonly requests: number; readonly tries: number };
  /** Jobs at once in this process, and in tests what kinds. None: `./comity worker` runs them. */
  readonly jobs?: Pick<JobsRequest, 'atOnce' | 'kinds'>;
}

export interface RunningServer {
  readonly url: URL;
  /** The link for the first administrator, while there is none. */
  readonly firstLink: string | undefined;
  /** Finishes the answers under way, then leaves the database. May be called again. */
  stop(): Promise<void>;
}

const LIMITS = { requests: 600, tries: 20 };
/** Of one address without a good signature; of one peer with it. */
const STRANGERS_A_MINUTE = 600;
const ENVELOPES_A_MINUTE = 18_000;
const STOP_GRACE_MS = 10_000;
/** What a service manager waits is 90 s by default (systemd.service(5), TimeoutStopSec). */
const JOBS_GRACE_MS = 30_000;

/** Everything behind the doors of an installation that is set up. */
export interface Opened {
  readonly house: Installation;
  readonly people: People;
  readonly law: PublishedLaw;
  readonly routes: readonly PageRoute[];
  /** Ends the streams of open pages, which would never end by themselves. */
  endStreams(): void;
  readonly api: readonly ApiRoute[];
  readonly wire: readonly WireRoute[];
  close(): Promise<void>;
}

/** What answers now. It is exchanged as a whole when the keys of the installation were replaced. */
interface Standing {
  readonly opened: Opened;
  readonly jobs: JobQueue | undefined;
  readonly fetch: Fetch;
}

interface Foundation {
  readonly options: ServerOptions;
  readonly outside: Outside;
  readonly kept: Pick<Rooms, 'assets' | 'tries' | 'perPerson'>;
  /** For the first administrator. */
  readonly token: string;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { home, env, binding, log } = options;
  const limits = options.limits ?? LIMITS;
  const { keptDays } = uploadSettings(env);
  const assets = await openAssets();
  const token = randomBytes(32).toString('base64url');
  const state: { standing?: Standing; fetch: Fetch; isStopping: boolean } = {
    fetch: unready,
    isStopping: false,
  };
  const house = (): Installation | undefined => state.standing?.opened.house;
  const outside = outsideOf(options, assets, limits.requests, () => (state.isStopping ? undefined : house()));
  const kept = { assets, tries: limiter(limits.tries), perPerson: limiter(limits.requests) };
  const open = async (withSample: boolean): Promise<Opened> => {
    state.standing = await stand({ options, outside, kept, token }, withSample);
    state.fetch = state.standing.fetch;
    return state.standing.opened;
  };
  let firstLink: string | undefined = new URL(`/set-up/${token}`, binding.url).href;
  if (await isSetUp(home)) {
    const { people } = await open(options.withSample === true);
    firstLink = (await hasAdministrator(people)) ? undefined : new URL(`/first/${token}`, binding.url).href;
  } else {
    await refuseLostSettings(home);
    const make = async (request: { agency: string; state: string; origin: string }): Promise<void> => {
      await initialise(home, request, { env });
      await open(options.withSample === true);
    };
    const app = setUpApp(outside, { token, tries: kept.tries, make });
    state.fetch = (request, bindings) => app.fetch(request, bindings);
  }
  const listening = await listen(binding, (request, bindings) => state.fetch(request, bindings)).catch(
    async (error: unknown) => {
      await leave(state.standing, 0);
      throw error;
    },
  );
  const follow = async (): Promise<unknown> => {
    const opened = state.standing?.opened;
    return opened && followByWire({ ...opened, law: () => opened.law.current() });
  };
  const schedule = startSchedule(house, { keptDays, passphrase: env['COMITY_PASSPHRASE'], follow }, log);
  const stopping = new AbortController();
  const watch = watchKeys(house, log, async () => {
    const before = state.standing;
    await open(false);
    before?.opened.endStreams();
    await sleep(STOP_GRACE_MS, undefined, { signal: stopping.signal }).catch(() => undefined); // answers under way
    await leave(before, JOBS_GRACE_MS);
  });
  const stop = async (): Promise<void> => {
    state.isStopping = true;
    stopping.abort();
    state.standing?.opened.endStreams();
    await listening.close(STOP_GRACE_MS);
    await schedule.stop();
    await watch.stop();
    await leave(state.standing, JOBS_GRACE_MS);
  };
  let ended: Promise<void> | undefined;
  return { url: binding.url, firstLink, stop: () => (ended ??= stop()) };
}

async function stand({ options, outside, kept, token }: Foundation, withSample: boolean): Promise<Standing> {
  const { home, env, binding, log, jobs: asked = { atOnce: JOBS_AT_ONCE } } = options;
  const opened = await openHouse(home, env, binding.url, token);
  try {
    const { house, people } = opened;
    if (withSample && !standsStill(house) && (await isSampleOffered(house)))
      await loadSample(house, imageTools, undefined);
    const jobs = asked.atOnce > 0 ? await startJobs({ house, db: people.db, env, log, ...asked }) : undefined;
    const app = buildApp(outside, { people, ...kept }, opened);
    return { opened, jobs, fetch: (request, bindings) => app.fetch(request, bindings) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function leave(standing: Standing | undefined, jobsGraceMs: number): Promise<void> {
  await standing?.jobs?.stop(jobsGraceMs);
  await standing?.opened.close();
}

const unready: Fetch = () => new Response('Starting.\n', { status: 503 });

/**
 * Opens what pages need, in three ways to the database: the system's hand, persons, and signing in. Without the private keys of
 * the log it opens for the one act that ends that state (standstill.ts).
 */
export async function openHouse(
  home: Home,
  env: NodeJS.ProcessEnv,
  url: URL,
  firstToken: string,
): Promise<Opened> {
  const house = await openInstallation(home, { env, mayLackKeys: true });
  const closers: (() => Promise<void>)[] = [() => house.close()];
  const close = async (): Promise<void> => {
    for (const one of closers.toReversed()) await one();
  };
  try {
    const db = await openPersonDatabase(home, { env });
    closers.push(() => db.close());
    const { clock, random, db: operator, log: ledger } = house;
    const signIn = await openSignIn({ home, env, url, operator, clock, random });
    closers.push(() => signIn.close());
    const desk = { house, signIn, url };
    const people: People = { operator, ledger, db, signIn: withEnrolment(desk), clock, random };
    const sign = signForm(desk, db);
    const law = openPublishedLaw(house.db, clock);
    const streams = new AbortController();
    const uploads = openUploads({ house, db, settings: uploadSettings(env) });
    const contents = { house, insides: insidesOf(house, closers) };
    const tells: RequestDesk['tells'] = (request, act) => toldOfAct(house, request, act);
    const exchange = { house, people, law, passphrase: env['COMITY_PASSPHRASE'] };
    const routes = [
      ...signInRoutes(people, firstToken),
      ...mailRoutes(people, home, url),
      ...accountRoutes(people),
      ...[providerRoutes, peopleRoutes, recoveryRoutes, feedRoutes].flatMap((of) => of(people, url)),
      ...caseRoutes(people, house.settings.state, (visit) => betweenOnCase(exchange, visit)),
      ...caseFileRoutes(people),
      ...evidenceRoutes(house, people, atWork(clock, law)),
      ...[contentsRoutes, reviewRoutes].flatMap((of) => of(contents, people)),
      ...[oversightRoutes, fixityRoutes, markRoutes].flatMap((of) => of(people)),
      ...selectRoutes(house, people, contents.insides.keyOf.bind(contents.insides)),
      ...settingsRoutes({ ...desk, ...exchange }, alarmsNow, peerDocuments(house)),
      ...[breakGlassRoutes, caseLeadRoutes, itemRoutes, knownRoutes].flatMap((of) => of(house, people)),
      ...itemLookRoutes(contents, people),
      ...lawRoutes({ people, law }),
      ...sampleRoutes(house, imageTools),
      ...jobRoutes(people, streams.signal),
      ...courtRoutes({ house, people, law }),
      ...labelRoutes(house, people, url),
      ...waysRoutes({ people, law, state: house.settings.state, clock }),
      ...[handOverRoutes, conditionRoutes, sealRoutes, correctionRoutes].flatMap((of) => of(people, sign)),
      ...disposalRoutes(house, people, sign),
      ...packageRoutes({ house, people, sign, bytesMax: uploads.reception.settings.formBytesMax }),
      ...requestRoutes({ people, law, profile: () => agencyProfile(house.db.kysely), tells }, desk),
      ...letterRoutes({ people, law }, desk),
      ...[clockRoutes, deskRoutes, preservationRoutes].flatMap((of) => of({ people, law })),
      ...translationRoutes({ people, law }, desk),
      ...followRoutes({ house, people, law, folder: uploads.reception.settings.folder }, sign),
      ...exchangeRoutes(exchange),
      ...portalPages({ house, people, law }, { uploads, url, sign }),
      ...intakeRoutes(people, uploads.reception.settings),
      ...serverFolderRoutes(people, uploads.reception.settings.folder),
      ...uploadRoutes(uploads.reception, uploads.receiver, people),
    ];
    if (house.canRecord) await settleAllKeys(desk);
    const api = apiOf({ house, contents, law, url, clock, uploads, passphrase: env['COMITY_PASSPHRASE'] });
    routes.push(...apiPages(api, url));
    const doors = doorsOf(house, { routes, api, wire: wireOf(house, env) });
    return { house, people, law, ...doors, endStreams: () => streams.abort(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function wireOf(house: Installation, env: NodeJS.ProcessEnv): readonly WireRoute[] {
  const [strangers, perPeer] = [limiter(STRANGERS_A_MINUTE), limiter(ENVELOPES_A_MINUTE)];
  return wireRoutes({ house, passphrase: env['COMITY_PASSPHRASE'], strangers, perPeer });
}

/** Exhibits that are looked into; the children that read them end with the house. */
function insidesOf(house: Installation, closers: (() => Promise<void>)[]): Insides {
  const insides = new Insides(house);
  closers.push(() => Promise.resolve(insides.close()));
  return insides;
}

/** Of those who receive without running the program, and of who lets them in. */
function portalPages(
  { house, people, law }: Pick<Opened, 'house' | 'people' | 'law'>,
  { uploads, url, sign }: { readonly uploads: UploadApi; readonly url: URL; readonly sign: SignForm },
): PageRoute[] {
  const portal = { house, people, law: () => law.current() };
  return [
    ...portalRoutes(portal),
    ...portalAccountRoutes(people),
    ...handedRoutes(portal, uploads),
    ...signedRoutes(portal, url),
    ...givenRoutes(portal, { people, law }),
    ...receiverRoutes(people, url),
    ...disclosingRoutes({ house, people }, sign, url),
    ...disclosedRoutes({ house, people }),
  ];
}

/** One for pages and programs: what is locked for the one is for the other. */
function openUploads(reception: Reception): UploadApi {
  return { reception, receiver: uploadReceiver(reception) };
}

function outsideOf(
  { binding, log, proxies }: ServerOptions,
  assets: Assets,
  requests: number,
  open: () => Installation | undefined,
): Outside {
  return {
    url: binding.url,
    assets,
    log,
    metrics: metrics(),
    proxies: trustedProxies(proxies),
    requests: limiter(requests),
    ready: async () => {
      const house = open();
      if (house === undefined) return { isReady: false };
      try {
        const { events, hindrance } = await readiness(house);
        if (hindrance !== undefined) log.warn({ hindrance }, 'no act can be recorded');
        return { isReady: hindrance === undefined, events };
      } catch (error) {
        log.error({ err: error }, 'the database or the home did not answer');
        return { isReady: false };
      }
    },
  };
}
