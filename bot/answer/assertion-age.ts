/** How old an assertion was when it was used, in words. */
import type { Values } from './text.ts';

/** Undefined where the text does not say. */
export function ageText({ age, life }: Values): string | undefined {
  if (age === undefined) return undefined;
  const minutes = Number(age);
  const counted = (count: number): string => `${count} ${count === 1 ? 'minute' : 'minutes'}`;
  const used =
    minutes < 0 ? `used ${counted(-minutes)} before it was valid` : `${counted(minutes)} old when it was used`;
  return `${used}; it lives ${life}`;
}
