// QR codes (ISO/IEC 18004) as SVG: bytes, error correction level M.
import makeCode from 'qrcode-generator';
import { html, raw, type Html } from './html.ts';

/** As many as version 13 holds: more would be too fine for a label, or for a telephone held before a screen. */
const MAX_BYTES = 331;
const QUIET = 4;

/** The picture, with what it is in words for those who do not see it. Throws when the text is too long. */
export function qrSvg(text: string, words: string): Html {
  const modules = qrModules(text);
  const side = modules.length + 2 * QUIET;
  const dark = modules.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${side} ${side}"
    role="img"
    aria-label="${words}"
    shape-rendering="crispEdges"
  >
    <path fill="#fff" d="M0 0h${side}v${side}H0z" />
    <path d="${raw(dark.join(''))}" />
  </svg>`;
}

/** Rows of modules, true for dark. */
export function qrModules(text: string): boolean[][] {
  const bytes = Buffer.from(text);
  if (bytes.length > MAX_BYTES)
    throw new Error(`a QR code of at most ${MAX_BYTES} bytes, not ${bytes.length}`);
  const code = makeCode(0, 'M'); // the smallest version that holds it
  code.addData(bytes.toString('latin1'), 'Byte'); // it takes each character for a byte
  code.make();
  const side = Array.from({ length: code.getModuleCount() }, (_, i) => i);
  return side.map((y) => side.map((x) => code.isDark(y, x)));
}
