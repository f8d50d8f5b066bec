// How whoever holds the data names accounts, where that is on record.
import type { AccountFormat, Provider } from '../../../law/model-provider.ts';
import { providerNamed } from './holder.ts';

export function accountFormats(holder: string, providers: readonly Provider[]): readonly AccountFormat[] {
  return providerNamed(holder, providers)?.services.flatMap(({ accounts }) => accounts) ?? [];
}

export function isWritten(value: string, { pattern }: AccountFormat): boolean {
  return new RegExp(pattern).test(value.trim());
}

/** The formats that are on record, by name, of which the account has none; undefined where it has one, or none is on record. */
export function strangeTo(value: string, formats: readonly AccountFormat[]): string | undefined {
  if (formats.length === 0 || formats.some((format) => isWritten(value, format))) return undefined;
  return formats.map(({ name }) => name).join('; ');
}
