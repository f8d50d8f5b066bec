// A letter as lines of text, to be stored and compared.
import type { Letter } from '../../src/requests/text/letter.ts';

export function plainLetter(letter: Letter): string {
  const lines = letter.sections.flatMap(({ label, audience, rows }) => [
    '',
    `== ${label}`,
    ...(audience === undefined ? [] : [`(${audience})`]),
    ...rows.flatMap((row) => [
      `${row.label}:`,
      ...row.text.map((line) => `    ${line}`),
      ...(row.items ?? []).flatMap(({ title, facts }) => [
        `    ${title}`,
        ...facts.map((fact) => `        ${fact.label}: ${fact.text.join(' / ')}`),
      ]),
      ...(row.signs ?? []).map((one) => `    ${one}: ____`),
    ]),
  ]);
  return `${[letter.title, letter.basis, ...letter.notices, ...lines].join('\n')}\n`;
}

/** Every text that stands on the paper, in its order. A section says whom it is for in its heading, or under it in the copy to edit. */
export function letterTexts({ title, basis, notices, sections }: Letter, isCopy = false): string[] {
  return [
    title,
    basis,
    ...notices,
    ...sections.flatMap(({ label, audience, rows }) => {
      const heading = audience === undefined ? [label] : [label, audience];
      return [
        ...(isCopy ? heading : [heading.join('. ')]),
        ...rows.flatMap(({ label: question, text, signs = [], items = [] }) => [
          question,
          ...text,
          ...signs,
          ...items.flatMap((item) => [item.title, ...item.facts.flatMap((one) => [one.label, ...one.text])]),
        ]),
      ];
    }),
  ];
}
