/** `wif-doctor diagnose [FILE|-]`: one text, one answer. */
import { loadEngine, messageOf } from './engine.ts';
import { readText } from './input.ts';
import { labelsOf } from './labels.ts';
import { print } from './output.ts';
import { styleFor } from './style.ts';
import { renderText } from './text.ts';

export interface DiagnoseOptions {
  readonly json?: boolean;
}

/** Prints the answer for a person or, as JSON, the whole reply with its labels. */
export async function diagnose(file: string | undefined, { json = false }: DiagnoseOptions): Promise<void> {
  const text = await readText(file);
  const engine = await loadEngine();
  const { reply } = engine.respond(messageOf(text));
  if (json) return print(JSON.stringify({ labels: labelsOf(reply.findings), ...reply }, null, 2));
  const style = styleFor(process.stdout, process.env);
  await print(renderText(reply, { style }));
  if (reply.blocks.some((block) => block.kind === 'check')) {
    await print(`\n${style.muted('To go on with the checks, paste the text into: wif-doctor chat')}`);
  }
}
