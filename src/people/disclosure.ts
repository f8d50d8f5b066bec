// How somebody comes in to whom evidence was disclosed: a link by one road, a code by another. Rules alone.

/** Of the account behind a disclosure. No mail goes there and nobody types it: RFC 2606 has reserved the name. */
const DOMAIN = 'disclosure.invalid';

export const receiverEmail = (disclosure: string): string => `${disclosure}@${DOMAIN}`;

export const isReceiverEmail = (email: string): boolean => email.endsWith(`@${DOMAIN}`);

/** For the first look, and for each code that is made anew. */
export const CODE_HOURS = 72;
/** Wrong ones; then it takes another code. Of 32^8 there is one right. */
export const CODE_TRIES_MAX = 5;
/** Without those that are mistaken for another when they are read out: I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

/** As it is read out, of a secret that only the server can make: `7KQ2-M0XD`. */
export function codeOf(secret: string): string {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length < CODE_LENGTH) throw new Error('the secret of a code is too short');
  const letters = [...bytes.subarray(0, CODE_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** As somebody types it: any case, with or without the line, what looks alike taken for what it is. */
export function codeTyped(text: string): string {
  const letters = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return `${letters.slice(0, 4)}-${letters.slice(4, 20)}`;
}
