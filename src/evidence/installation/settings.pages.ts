// The administrator's settings: one page a thing.
import type { StoreElsewhere } from '../../platform/object-store.ts';
import { stateName } from '../../law/states.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Logo } from './logo.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { setLines, settingPage, type Told } from '../../people/setting.pages.ts';
import { facts } from '../../web/parts.ts';
import { dayText, listText, numberText, sizeText } from '../../web/when.ts';
import { warningsOf, type Health } from './health.ts';
import { houseworkFacts, houseworkText, unreadText } from './health.pages.ts';
import { PROFILE_FIELDS, type Profile } from './settings.ts';
import type { Settings } from '../../platform/settings.ts';

/** What is set now, as the list says it in a line. */
export interface SetNow {
  readonly health: Health;
  readonly now: Date;
  readonly authorities: number;
  readonly witnesses: number;
  readonly peers: { readonly trusted: number; readonly waiting: number };
  /** Certificates by which signers of documents are known. */
  readonly signers: number;
  /** How it is called; undefined: none is set. */
  readonly provider: string | undefined;
  readonly mail: string | undefined;
  readonly alarms: string;
}

function linesNow(say: Messages, set: SetNow): { readonly [page: string]: string } {
  const words = say.settings;
  const { health, now } = set;
  return {
    health: warningsOf(health, now).length === 0 ? say.health.fine : say.health.attention,
    agency: listText(say, [health.agency, stateName(health.state, say.language.code)]),
    keys: `${say.houseKeys.due}${say.language.colon}${health.keysDueAt === undefined ? say.houseKeys.noRule : dayText(say, health.keysDueAt)}`,
    peers: peersNow(say, set.peers),
    signers:
      set.signers === 0
        ? words.notSetNext.signers
        : `${words.names.documentAnchors}${say.language.colon}${numberText(say, set.signers)}`,
    partners:
      set.authorities + set.witnesses === 0
        ? words.notSetNext.partners
        : words.partnersNow(numberText(say, set.authorities), numberText(say, set.witnesses)),
    storage: `${say.storage.left}${say.language.colon}${sizeText(say, health.bytesLeft)}`,
    fixity: words.fixityNow(numberText(say, health.unreadDays)),
    backups: `${say.backups.made}${say.language.colon}${houseworkText(say, health.housework.backupMade)}`,
    'identity-provider': set.provider ?? words.notSetNext.provider,
    mail: set.mail ?? words.notSetNext.mail,
    alarms: set.alarms,
  };
}

function peersNow(say: Messages, { trusted, waiting }: SetNow['peers']): string {
  const { confirmed, proposed } = say.peers.states;
  if (trusted + waiting === 0) return say.settings.notSetNext.peers;
  const some = [`${confirmed}${say.language.colon}${numberText(say, trusted)}`];
  return listText(
    say,
    waiting === 0 ? some : [...some, `${proposed}${say.language.colon}${numberText(say, waiting)}`],
  );
}

export function settingsPage(say: Messages, set: SetNow): View {
  const words = say.settings;
  const lines = linesNow(say, set);
  const one = (href: string, title: string, hint: string, at = `/settings/${href}`): Html =>
    html`<li>
      <a href="${at}">${title}</a>
      ${lines[href] === undefined ? nothing : html`<p class="c-setnow"><bdi>${lines[href]}</bdi></p>`}
      <p class="c-hint">${hint}</p>
    </li>`;
  return {
    title: words.title,
    place: 'settings',
    isQuestion: true,
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <ul class="c-questions">
        ${one('health', words.health, words.healthHint)} ${one('agency', words.profile, words.profileHint)}
        ${one('keys', words.keys, words.keysHint)} ${one('partners', words.partners, words.partnersHint)}
        ${one('peers', say.peers.title, say.peers.hint)}
        ${one('known-sets', say.knownSets.title, say.knownSets.hint, '/known-sets')}
        ${one('pictures', say.pictureLimits.title, say.pictureLimits.hint)}
        ${one('exchange', say.exchange.title, say.exchange.settings.lead)}
        ${one('signers', words.signers, words.signersHint)}
        ${one('storage', words.storage, words.storageHint)} ${one('fixity', words.fixity, words.fixityHint)}
        ${one('backups', words.backups, words.backupsHint)}
        ${one('identity-provider', words.provider, words.providerHint)}
        ${one('mail', words.mail, words.mailHint)}
        ${one('alarms', say.timeLimits.settings, say.timeLimits.settingsHint)}
      </ul>`,
  };
}

export const PROFILE = '/settings/agency';

/** Each is changed on a page of its own. */
export function profilePage(
  say: Messages,
  { settings, profile, logo }: { settings: Settings; profile: Profile; logo: Logo | undefined },
  told: Told,
): View {
  const words = say.profile;
  return settingPage(
    say,
    say.settings.profile,
    told,
    html`<h2>${words.signed}</h2>
      ${facts([
        [words.agency, settings.agency],
        [words.state, stateName(settings.state, say.language.code)],
        [words.log, settings.origin],
        [words.since, dayText(say, new Date(settings.created))],
      ])}
      <p class="c-hint">${words.signedHint}</p>
      <h2>${words.contact}</h2>
      ${setLines(say, [
        ...PROFILE_FIELDS.map(
          (name) =>
            [
              words[name],
              profile[name] === ''
                ? html`<span class="c-hint">${say.law.notRecorded}</span>`
                : html`<bdi>${profile[name]}</bdi>`,
              `${PROFILE}/${name}`,
            ] as const,
        ),
        [words.logo, logoHtml(say, logo), `${PROFILE}/logo`],
      ])}`,
  );
}

/** Of our own writing (`logo.ts`): shapes alone. */
function logoHtml(say: Messages, logo: Logo | undefined): Html {
  if (logo === undefined) return html`<span class="c-hint">${say.law.notRecorded}</span>`;
  const height = Math.min(48, 192 / logo.ratio);
  const size = `width="${Math.round(height * logo.ratio)}" height="${Math.round(height)}"`;
  return html`${raw(logo.svg.replace('<svg ', `<svg ${size} aria-hidden="true" focusable="false" `))}<br />${say.profile.logoSet}`;
}

export function storagePage(
  say: Messages,
  {
    health,
    path,
    gigabytes,
    store,
  }: { health: Health; path: string; gigabytes: number; store: StoreElsewhere | undefined },
  told: Told,
): View {
  const words = say.storage;
  return settingPage(
    say,
    say.settings.storage,
    told,
    html`<p>${words.where}</p>
      <p><code class="c-code">${store?.place ?? path}</code></p>
      ${facts([
        [words.held, sizeText(say, health.bytesHeld)],
        ...(store === undefined
          ? ([[words.left, sizeText(say, health.bytesLeft)]] as const)
          : ([
              [words.lock, store.lockDays === undefined ? words.lockNone : numberText(say, store.lockDays)],
              [words.versions, store.isVersioned ? words.versionsKept : words.versionsNone],
            ] as const)),
      ])}
      <p class="c-hint">${store === undefined ? words.move : words.elsewhere}</p>
      ${setLines(say, [[words.warn, numberText(say, gigabytes), '/settings/storage/warn']])}`,
  );
}

export function fixityPage(say: Messages, health: Health, told: Told): View {
  const words = say.fixitySetting;
  return settingPage(
    say,
    say.settings.fixity,
    told,
    html`<p class="c-lead">${words.lead}</p>
      ${facts([
        [say.fixity.unread, unreadText(say, health)],
        [words.failed, numberText(say, health.failed)],
      ])}
      ${setLines(say, [[words.days, numberText(say, health.unreadDays), '/settings/fixity/time']])}`,
  );
}

export function backupsPage(say: Messages, { housework }: Health): View {
  const words = say.backups;
  const how: readonly (readonly [string, string])[] = [
    [words.make, './comity backup --to /mnt/backup/comity --keep 30'],
    [words.check, './comity backup check /mnt/backup/comity'],
    [words.audit, './comity audit'],
    [words.restore, './comity restore /mnt/backup/comity'],
  ];
  return settingPage(
    say,
    say.settings.backups,
    { errors: {}, notice: undefined },
    html`<p class="c-lead">${words.lead}</p>
      ${facts(houseworkFacts(say, housework))}
      <h2>${words.how}</h2>
      ${how.map(
        ([title, command]) =>
          html`<p>${title}</p>
            <p><code class="c-code">${command}</code></p>`,
      )}
      <p class="c-hint">${words.copy}</p>`,
  );
}
