/** The IDs that an error names, beside those of the connection. */
import type { Outcome } from '../../knowledge/schema.ts';
import type { ComparedIds } from '../compared.ts';
import type { Catalog } from '../match/catalog.ts';
import { areApart } from '../match/sought.ts';
import type { RichText, Row } from '../reply.ts';
import { code, plain } from './text.ts';
import { COMPARISON } from './wording.ts';

/** A row for each ID: what both say of it, or what each says. */
export function idsRows({ sought, connection, comparison }: ComparedIds): Row[] {
  // Of several connections, none of which is meant, none has its IDs shown.
  const shown = connection.listed && comparison?.application !== 'same' ? {} : connection;
  return (['application', 'tenant'] as const).flatMap((label) => {
    const [one, other] = [sought[label], shown[label]];
    return one === undefined && other === undefined ? [] : [{ label, presented: both(one, other, connection.name) }];
  });
}

function both(one: string | undefined, other: string | undefined, name: string | undefined): RichText {
  if (one !== undefined && one.toLowerCase() === other?.toLowerCase()) {
    return [code(one), ...plain(COMPARISON.inBoth(name))];
  }
  return [
    ...(one === undefined ? plain(COMPARISON.notInError) : [code(one), ...plain(COMPARISON.inError)]),
    ...(other === undefined ? [] : [{ text: ', ' }, code(other), ...plain(COMPARISON.inConnection(name))]),
  ];
}

/** The IDs that the connection names, a line each. */
export function knownOfConnection({ connection: { name, listed, application, tenant } }: ComparedIds): string[] {
  const line = (what: string, id: string | undefined): string[] =>
    listed || id === undefined ? [] : [`${what}${COMPARISON.inConnection(name)}: ${id}`];
  return [...line('client ID', application), ...line('tenant ID', tenant)];
}

/** What to do where the two are apart; undefined where they are not, or where that cannot be told. */
export function idsOutcome(
  { connection: { name, listed }, comparison }: ComparedIds,
  who: string,
  catalog: Catalog,
): Outcome | undefined {
  if (!comparison || !areApart(comparison)) return undefined;
  const says =
    comparison.application === 'same'
      ? COMPARISON.otherTenant(name)
      : listed
        ? COMPARISON.noneNames
        : COMPARISON.otherApplication(name);
  const verdict = says.charAt(0).toUpperCase() + says.slice(1);
  return { id: 'compared', verdict, who, steps: catalog.knowledge.commands.otherIds };
}
