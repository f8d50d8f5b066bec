// A report of hits for people: of which exhibit, with which sets, who looked, and what two of them decided. No picture, and nothing of
// which one could be made, is in it.
import type { Messages } from '../../web/messages.ts';
import { visible } from '../../web/safe-text.ts';
import { dayText, isolatedText, listText, numberText } from '../../web/when.ts';
import { resultOf, type Decision } from '../known/decided.ts';
import { breakable, halves, reportPdf, shown, type ReportOf, type ReportTable } from './report-pdf.ts';
import type { SelectedHit, SelectedItem } from './select.ts';

export interface HitDecision {
  readonly item: string;
  readonly set: string;
  /** Of a picture that is near; else of a digest that is equal. */
  readonly isNear: boolean;
  readonly person: string;
  readonly decision: Decision;
  readonly at: Date;
}

interface ReportSet {
  readonly name: string;
  readonly version: number;
  readonly owner: string;
  readonly basis: string;
  readonly sha256: string;
}

interface HitsReport {
  readonly of: ReportOf;
  /** Two people confirm what is equal too. */
  readonly twoPersons: boolean;
  readonly items: readonly SelectedItem[];
  readonly decisions: readonly HitDecision[];
  readonly sets: readonly ReportSet[];
  /** Who opened pictures of the exhibit, by the custody record. */
  readonly looks: readonly { readonly person: string; readonly pictures: number }[];
}

/** Of more, the table beside it has all. */
const ROWS = 2000;

export function hitsReportPdf(say: Messages, report: HitsReport): Promise<Uint8Array> {
  const words = say.hitsReport;
  return reportPdf(say, {
    of: report.of,
    lead: words.lead,
    facts: [],
    tables: tablesOf(say, report),
    means: words.means,
    footer: words.noPicture,
  });
}

/** The sets, who looked, the hits. */
function tablesOf(say: Messages, report: HitsReport): readonly ReportTable[] {
  const words = say.hitsReport;
  const hits = report.items.flatMap((item) => item.hits.map((hit) => ({ item, hit })));
  return [
    {
      title: words.sets,
      widths: [1.3, 1.2, 1.2, null, null],
      head: [
        say.pictureReview.set,
        say.knownSets.labels.owner,
        say.knownSets.labels.basis,
        words.setFile,
        words.hits,
      ],
      rows: report.sets.map((set) => [
        shown(`${set.name} ${set.version}`),
        shown(set.owner),
        shown(set.basis),
        halves(set.sha256),
        numberText(say, hits.filter(({ hit }) => hit.set === set.name && hit.version === set.version).length),
      ]),
      none: words.setsGone,
      more: '',
    },
    {
      title: words.looked,
      widths: [1, null],
      head: [words.person, words.pictures],
      rows: report.looks.map(({ person, pictures }) => [shown(person), numberText(say, pictures)]),
      none: words.nobodyLooked,
      more: '',
    },
    {
      title: words.hits,
      widths: [null, 1.2, 1, 0.8, 1.6],
      head: [
        say.pictureReview.file,
        say.pictureReview.set,
        say.pictureReview.category,
        say.pictureReview.distance,
        words.decided,
      ],
      rows: hits.slice(0, ROWS).map(({ item, hit }) => [
        `${isolatedText(say, breakable(shown(item.path)))}\n${halves(item.sha256 ?? '')}`,
        shown(`${hit.set} ${hit.version}`),
        [hit.category, ...hit.flags]
          .flatMap((one) => (one === null ? [] : [shown(flagWords(say, one))]))
          .join(', '),
        hit.distance === null ? words.equal : words.bits(hit.distance),
        decided(
          say,
          hit,
          report.decisions.filter(
            (one) => one.item === item.id && one.set === hit.set && one.isNear === (hit.digest === 'pdq'),
          ),
          report.twoPersons,
        ),
      ]),
      none: '',
      more: hits.length > ROWS ? words.more(numberText(say, hits.length - ROWS)) : '',
    },
  ];
}

/** Who said what, each with the day; and what it comes to. */
function decided(
  say: Messages,
  hit: { readonly digest: string; readonly decisions: readonly Decision[] },
  said: readonly HitDecision[],
  twoPersons: boolean,
): string {
  if (isPlain(hit, twoPersons)) return say.hitsReport.nobodyNeeds;
  const each = said.map(({ person, decision, at }) =>
    say.hitsReport.said(visible(person, 100), say.pictureReview.decisions[decision], dayText(say, at)),
  );
  const count = say.equalHits.confirmedBy(confirmedBy(hit));
  const result = `${say.pictureReview.results[resultOf(hit.decisions)]}\n${count}`;
  return each.length === 0 ? result : `${result}\n${listText(say, each)}`;
}

/** Equal, where nobody needs to look and nobody did. */
export const isPlain = (
  { digest, decisions }: Pick<SelectedHit, 'digest' | 'decisions'>,
  twoPersons: boolean,
): boolean => digest !== 'pdq' && !twoPersons && decisions.length === 0;

/** How many persons said that it is the known one. */
export const confirmedBy = ({ decisions }: Pick<SelectedHit, 'decisions'>): number =>
  decisions.filter((one) => one === 'match').length;

function flagWords(say: Messages, flag: string): string {
  const known: { readonly [flag: string]: string } = say.examination.flags;
  return Object.hasOwn(known, flag) ? (known[flag] ?? flag) : flag;
}
