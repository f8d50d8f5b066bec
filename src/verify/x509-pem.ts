// Certificates as PEM (RFC 7468, section 5), the form that `openssl -CAfile` reads.
import { base64, fromBase64 } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { nameText } from './x509-name.ts';
import { parseCertificate } from './x509.ts';

const BEGIN = /^-----BEGIN CERTIFICATE-----/gm;
const BLOCK = /^-----BEGIN CERTIFICATE-----\s([A-Za-z0-9+/=\s]*)^-----END CERTIFICATE-----/gm;
const MAX_CERTIFICATES = 100;

/** DER of every certificate in the text; what stands between them is commentary. At least one, at most a hundred. */
export function certificatesOfPem(text: string, place: string): Uint8Array[] {
  const blocks = [...text.matchAll(BLOCK)].map((match) => fromBase64((match[1] ?? '').replace(/\s/g, '')));
  const begun = text.match(BEGIN)?.length ?? 0;
  if (begun === 0 || begun > MAX_CERTIFICATES || blocks.length !== begun)
    throw new Fault(
      'timestampInvalid',
      place,
      `1 to ${MAX_CERTIFICATES} PEM certificates`,
      `${blocks.length} whole of ${begun} begun`,
    );
  return blocks.map((der) => {
    if (!der) throw new Fault('timestampInvalid', place, 'Base 64 in each PEM block', 'something else');
    return der;
  });
}

export function areCertificates(text: string): boolean {
  try {
    return certificatesOfPem(text, 'certificates').length > 0;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** PEM with the subject above each certificate, as `openssl s_client -showcerts` prints it. */
export function pemOfCertificates(certificates: readonly Uint8Array[], place: string): string {
  return certificates
    .map((der) => {
      const lines = base64(der).match(/.{1,64}/g) ?? [];
      const subject = nameText(parseCertificate(der, place).subject, place);
      return `${subject}\n-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
    })
    .join('');
}
