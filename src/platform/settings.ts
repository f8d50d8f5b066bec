// What this installation is: written once by `./comity init`, read by every act.
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { errorText } from '../base/error-text.ts';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';
import { createAtomically, errorCode } from './files.ts';
import type { Home } from './home.ts';

/** ISO 3166-1, the officially assigned alpha-2 codes. */
const STATES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
    'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
    'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
    'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
    'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
    'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

const SIZE_BYTES_MAX = 64 * 1024;

export const settingsSchema = z.strictObject({
  v: z.literal(1),
  /** The name of the agency as it signs, for people. */
  agency: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text)),
  state: z.string().refine((code) => STATES.has(code), 'not an ISO 3166-1 alpha-2 code in capitals'),
  /** The log's name in every checkpoint and event: a schema-less URL (C2SP tlog-checkpoint, "origin"). */
  origin: z
    .string()
    .max(200)
    .regex(
      /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(\/[a-zA-Z0-9._~-]+)*$/,
      'not of the form host.example/log',
    ),
  created: z.iso.datetime(),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Whether `init` has been run here. */
export async function isSetUp(home: Home): Promise<boolean> {
  try {
    await readSettings(home);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notReady') return false;
    throw error;
  }
}

/** Throws `notReady` when `init` has not been run here, `damaged` when the file is not what `init` wrote. */
export async function readSettings(home: Home): Promise<Settings> {
  let text: string;
  try {
    const { size } = await stat(home.settings);
    if (size > SIZE_BYTES_MAX) throw damaged(home, phrase('bytesLong', { bytes: size }));
    text = await readFile(home.settings, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error;
    throw new Refusal('notReady.installation', { path: home.path });
  }
  return parseSettings(home, text);
}

/** Makes the file; throws `alreadyExists` when there is one: of two `init` at once, one succeeds. */
export async function createSettings(home: Home, settings: Settings): Promise<void> {
  await createAtomically(home.settings, settingsText(settings), 0o644);
}

/** Refuses with `badUsage`, naming the first field that is wrong: for what a person typed. */
export function checkSettings(input: unknown): Settings {
  const result = settingsSchema.safeParse(input);
  if (result.success) return result.data;
  throw new Refusal('badUsage.settings', { found: firstIssue(result.error) });
}

function parseSettings(home: Home, text: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(home, errorText(error));
  }
  const result = settingsSchema.safeParse(value);
  if (!result.success) throw damaged(home, firstIssue(result.error));
  return result.data;
}

function settingsText(settings: Settings): string {
  return `${JSON.stringify(checkSettings(settings), undefined, 2)}\n`;
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? '–' : `${issue.path.join('.') || '–'}: ${issue.message}`;
}

function damaged(home: Home, found: string | Phrase): Refusal {
  return new Refusal('damaged.settingsFile', { path: home.settings, found });
}
