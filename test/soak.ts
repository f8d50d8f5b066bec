// What `npm test` has no time for: hundreds of kills, a gigabyte, long properties, every check by hand. Each test says what it
// did and prints its seed; a value that is set already stays, and files that are named are run in place of these.
const LONG = {
  COMITY_CRASHES: '300',
  COMITY_UPLOAD_CRASHES: '200',
  COMITY_KEY_CRASHES: '40',
  COMITY_EXPIRE_KILLS: '40',
  COMITY_WITHDRAWAL_KILLS: '40',
  COMITY_SIGNING_KILLS: '40',
  COMITY_STORY_MIB: '1024',
  COMITY_HAND: 'all',
  COMITY_SWEEP: 'all',
  COMITY_MODEL_STEPS: '5000000',
  COMITY_LIFE_STEPS: '200',
  COMITY_FUZZ_RUNS: '10000',
  COMITY_EXCHANGE_MESSAGES: '3000',
  COMITY_EXCHANGE_KILLS: '30',
  COMITY_EXPLORE: 'all',
  COMITY_FUZZ_SECONDS: '10',
  COMITY_EXPRESSIONS: 'all',
  COMITY_FAKETIME: 'yes',
  COMITY_HALF_OPEN: '2000',
};
const FILES = [
  'test/crash.test.ts',
  'test/custody-passing.test.ts',
  'test/upload-crash.test.ts',
  'test/log-keys-crash.test.ts',
  'test/verifiers.test.ts',
  'test/package-suite.test.ts',
  'test/e2e/story.test.ts',
  'test/e2e/sweep.test.ts',
  'test/languages.test.ts',
  'src/requests/preservation/preservation-expire-crash.test.ts',
  'src/requests/signature/their-withdrawal.test.ts',
  'src/evidence/custody/signing-kill.test.ts',
  'src/requests/machine/life-model.test.ts',
  'src/requests/machine/life-database.test.ts',
  'src/forensics/sources/ewf/fuzz.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/expressions/expressions.test.ts',
  'test/clock.test.ts',
  'src/server/listen.test.ts',
];

for (const [name, value] of Object.entries(LONG)) process.env[name] ??= value;
if (process.argv.slice(2).every((one) => one.startsWith('-'))) process.argv.push(...FILES);
await import('./run.ts');
