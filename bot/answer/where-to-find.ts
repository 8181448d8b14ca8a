/** Where the values of a step stand: asked about without leaving the step. */
import { type Check, FIND_VALUES } from '../../knowledge/schema.ts';
import type { Catalog } from '../match/catalog.ts';
import type { Block } from '../reply.ts';
import { stepBlocks } from './steps.ts';
import type { Values } from './text.ts';

/** What the guide for finding values says of the values that this check names, with the commands that show them. */
export function whereBlocks({ where = [] }: Pick<Check, 'where'>, values: Values, catalog: Catalog): Block[] {
  const places = catalog.walks.get(FIND_VALUES)?.outcomes ?? [];
  return where.flatMap((id) => {
    const place = places.find((outcome) => outcome.id === id);
    return place ? stepBlocks(place.verdict, place.steps, values, true) : [];
  });
}
