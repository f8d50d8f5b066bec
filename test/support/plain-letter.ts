// A letter as lines of text, to be stored and compared.
import type { Letter } from '../../src/requests/letters/letter.ts';

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

/** Every text that stands on the paper, once. */
export function letterTexts(letter: Letter): string[] {
  const rows = letter.sections.flatMap((section) => section.rows);
  const facts = rows.flatMap(({ items = [] }) => items.flatMap((item) => item.facts));
  return [
    letter.title,
    letter.basis,
    ...letter.notices,
    ...letter.sections.flatMap(({ label, audience }) => [
      label,
      ...(audience === undefined ? [] : [audience]),
    ]),
    ...[...rows, ...facts].flatMap(({ label, text }) => [label, ...text]),
    ...rows.flatMap(({ items = [], signs = [] }) => [...items.map(({ title }) => title), ...signs]),
  ];
}
