/** `wif-doctor diagnose --jsonl`: many texts, one line of JSON each. */
import { z } from 'zod';
import type { Engine } from '../../bot/engine.ts';
import { loadEngine, messageOf } from './engine.ts';
import { MAX_BYTES, readLines } from './input.ts';
import { labelsOf } from './labels.ts';
import { print } from './output.ts';

const itemSchema = z.object(
  {
    id: z.unknown().refine((id) => id !== undefined, 'it has no "id"'),
    text: z.string({ error: 'it has no "text" that is a string' }),
  },
  { error: 'it is not an object' },
);

/**
 * Reads `{"id","text"}` a line and prints `{"id","labels"}` for each, in order and as they come. A line that cannot be
 * used, such as one of more than 64 MB, gets `{"line","error"}`, and the next one is read.
 */
export async function diagnoseLines(file: string | undefined): Promise<void> {
  const engine = await loadEngine();
  let number = 0;
  for await (const text of readLines(file)) {
    number += 1;
    await print(JSON.stringify(resultOf(text, number, engine)));
  }
}

function resultOf(text: string | undefined, line: number, engine: Engine): object {
  if (text === undefined) {
    const most = `${MAX_BYTES / 1024 / 1024} MB`;
    return { line, error: `This line is longer than ${most}. Cut out the step that failed, and diagnose that.` };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, error: 'This line is not JSON. Write one object a line: {"id": "1", "text": "…"}' };
  }
  const item = itemSchema.safeParse(value);
  if (!item.success) {
    const problems = item.error.issues.map(({ message }) => message).join(', ');
    return { line, error: `This line cannot be used: ${problems}. Write {"id": "1", "text": "…"}` };
  }
  const { reply } = engine.respond(messageOf(item.data.text));
  return { id: item.data.id, labels: labelsOf(reply.findings) };
}
