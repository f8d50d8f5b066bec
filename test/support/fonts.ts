// The type faces of the project for outside programs that set text, whatever faces the machine has: where a line breaks, and what
// is wide, hangs on them.
import { fileURLToPath } from 'node:url';

/** For the environment of LibreOffice and Chromium. */
export const OWN_FONTS = { FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)) } as const;
