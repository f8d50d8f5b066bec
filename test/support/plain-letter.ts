// A letter as lines of text, to be stored and compared.
import type { Letter } from '../../src/requests/machine/text/letter.ts';

export function plainLetter(letter: Letter): string {
  const { head } = letter;
  const greeted = head === undefined ? [] : ['', ...head.greeting];
  const addressed = head === undefined ? [] : [...head.from, '', ...head.to, ''];
  const lines = letter.sections.flatMap(({ label, audience, above = [], rows }) => [
    ...(above.length === 0 ? [] : ['', ...above]),
    '',
    `== ${label}`,
    ...(audience === undefined ? [] : [`(${audience})`]),
    ...rows.flatMap((row) => [
      ...(row.above === undefined ? [] : ['', ...row.above, '']),
      `${row.label}:`,
      ...row.text.map((line) => `    ${line}`),
      ...(row.items ?? []).flatMap(({ title, facts }) => [
        `    ${title}`,
        ...facts.map((fact) => `        ${fact.label}: ${fact.text.join(' / ')}`),
      ]),
      ...(row.signs ?? []).map((one) => `    ${one}: ____`),
    ]),
  ]);
  return `${[...addressed, letter.title, letter.basis, ...letter.notices, ...greeted, ...lines].join('\n')}\n`;
}

/** Every text that stands on the paper, in its order. A section says whom it is for in its heading, or under it in the copy to edit. */
export function letterTexts({ title, basis, notices, head, sections }: Letter, isCopy = false): string[] {
  return [
    ...(head?.from ?? []),
    ...(head?.to ?? []),
    title,
    basis,
    ...notices,
    ...(head?.greeting ?? []),
    ...sections.flatMap(({ label, audience, above = [], rows }) => {
      const heading = audience === undefined ? [label] : [label, audience];
      return [
        ...above,
        ...(isCopy ? heading : [heading.join('. ')]),
        ...rows.flatMap(({ label: question, text, signs = [], items = [], above: closing = [] }) => [
          ...closing,
          question,
          ...text,
          ...signs,
          ...items.flatMap((item) => [item.title, ...item.facts.flatMap((one) => [one.label, ...one.text])]),
        ]),
      ];
    }),
  ];
}
