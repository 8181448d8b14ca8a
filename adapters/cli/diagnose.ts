/** `wif-doctor diagnose [FILE|-]…`: what is read at once gets one answer. */
import type { TextFile } from '../../bot/turn.ts';
import { loadEngine, turnOf } from './engine.ts';
import { readText } from './input.ts';
import { labelsOf } from './labels.ts';
import { print } from './output.ts';
import { styleFor } from './style.ts';
import { renderText } from './text.ts';

export interface DiagnoseOptions {
  readonly json?: boolean;
}

/** Prints the answer for a person or, as JSON, the whole reply with its labels. */
export async function diagnose(names: readonly string[], { json = false }: DiagnoseOptions): Promise<void> {
  const files: TextFile[] = [];
  for (const name of names.filter((one) => one !== '-')) files.push({ name, text: await readText(name) });
  const [first] = names;
  const piped = first === undefined || names.includes('-');
  // Without any name nobody said that they would type.
  const text = piped ? await readText(first && '-') : '';
  const engine = await loadEngine();
  const { reply } = engine.respond(turnOf({ kind: 'text', text, files }));
  if (json) return print(JSON.stringify({ labels: labelsOf(reply.findings), ...reply }, null, 2));
  const style = styleFor(process.stdout, process.env);
  await print(renderText(reply, { style }));
  if (reply.blocks.some((block) => block.kind === 'check')) {
    await print(`\n${style.muted('To go on with the checks, paste the text into: wif-doctor chat')}`);
  }
}
