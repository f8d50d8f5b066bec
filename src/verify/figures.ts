// Figures and sizes, as every part of the program writes them.

/** 48 213, with a space that does not break. */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Decimal units, as disks are sold. */
export function sizeWords(bytes: number): string {
  return sizeText(bytes, ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB']);
}

export function sizeText(bytes: number, units: readonly string[]): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? figure(value) : value.toFixed(1)} ${units[unit]}`;
}
