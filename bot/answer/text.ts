/** Texts of the knowledge -> spans, with the person's own values filled in. */
import { PLACEHOLDERS, VALUE_NAMES, type ValueName } from '../../knowledge/schema.ts';
import type { RichText, Span } from '../reply.ts';

export type Values = Readonly<Partial<Record<string, string>>>;

/** `{value}`, `` `code` ``, `*label*`, or anything else. */
const TOKEN = /\{([a-z]+)\}|`([^`]+)`|\*([^*\s][^*]*)\*|[^{`*]+|[{`*]/g;
/**
 * In a command, only a value that neither a shell nor az can read as anything else; others stay placeholders. az reads a
 * file named after a leading `@`, and an option after a leading `-`
 * (https://learn.microsoft.com/cli/azure/use-azure-cli-successfully, read 2026-11-23); the Windows prompt expands `%`.
 */
const SAFE_IN_COMMAND = /^(?![@-])[\p{L}\p{N}:/._@=+, -]{1,600}$/u;
/** Entra calls a tenant by its name too (`directory 'Fabrikam'`), which no command knows: an ID or a domain it has to be. */
const TENANT_IN_COMMAND = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\w-]+(?:\.[\w-]+)+)$/i;

/** Plain text as a single span. */
export function plain(text: string): RichText {
  return [{ text }];
}

/** A person's own value, shown literally. */
export function code(text: string): Span {
  return { text, style: 'code' };
}

export function strong(text: string): Span {
  return { text, style: 'strong' };
}

/** At most `max` units of a text, the ellipsis included; never half a character that takes two. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Texts without a value are the same in every answer. */
const constant = new Map<string, RichText>();

/** Reads the markup of a knowledge text. A value that is not known stands there by its general name. */
export function fill(text: string, values: Values): RichText {
  const known = constant.get(text);
  if (known) return known;
  const filled = filledWith(text, values);
  if (!text.includes('{')) constant.set(text, filled);
  return filled;
}

function filledWith(text: string, values: Values): RichText {
  return tokensOf(text).map(([all = '', name, literal, label], index, tokens): Span => {
    if (name !== undefined && isValueName(name)) {
      const value = values[name];
      if (value !== undefined) return code(value);
      const and = tokens[index + 1]?.[0] === ' and ' ? tokens[index + 2]?.[1] : undefined;
      return { text: generalName(name, tokens[index - 1]?.[0], and === undefined || values[and] ? undefined : and) };
    }
    if (literal !== undefined) return code(fillCommand(literal, values));
    if (label !== undefined) return strong(label);
    return { text: all };
  });
}

/**
 * What to call a value that is not known: after "the subject " not "the subject identifier that …" once more, and before
 * " and " not what the value `and` says of both.
 */
function generalName(name: ValueName, before = '', and = ''): string {
  const general = VALUE_NAMES[name];
  const [, head, tail] = /^(the .*?)( that .*| of .*)$/.exec(general) ?? [];
  if (head !== undefined && tail !== undefined && isValueName(and) && VALUE_NAMES[and].endsWith(tail)) return head;
  return tail !== undefined && before.toLowerCase().endsWith(`the ${name} `) ? tail.trim() : general;
}

/** Texts of the knowledge that were taken apart: they come back in every answer, and there is an end to them. */
const takenApart = new Map<string, readonly RegExpExecArray[]>();

function tokensOf(text: string): readonly RegExpExecArray[] {
  const known = takenApart.get(text);
  if (known) return known;
  const tokens = [...text.matchAll(TOKEN)];
  takenApart.set(text, tokens);
  return tokens;
}

/** Fills a command. A value that could be read as more than a value by a shell is left as `<subject>`. */
export function fillCommand(command: string, values: Values): string {
  return command.trim().replace(/\{([a-z]+)\}/g, (all, name: string) => {
    if (!isValueName(name)) return all;
    const value = values[name];
    const fits = name === 'tenant' ? TENANT_IN_COMMAND : SAFE_IN_COMMAND;
    return value !== undefined && fits.test(value) ? value : `<${PLACEHOLDERS[name] ?? name}>`;
  });
}

/** The text of spans without their styles. */
export function textOf(spans: RichText): string {
  return spans.map((span) => span.text).join('');
}

function isValueName(name: string): name is ValueName {
  return name in VALUE_NAMES;
}
