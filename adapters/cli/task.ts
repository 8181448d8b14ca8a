/** `wif-doctor task NAME[@MAJOR]`: whether a task can log in with workload identity federation. */
import { CommandError } from './command-error.ts';
import { loadEngine, messageOf } from './engine.ts';
import { print } from './output.ts';
import { styleFor } from './style.ts';
import { renderText } from './text.ts';

const MAX_LENGTH = 100;

/** Prints what is known of a task. Words are taken together: `azure cli v1` is one name. */
export async function task(words: readonly string[]): Promise<void> {
  const name = words.join(' ').trim();
  if (name === '' || name.length > MAX_LENGTH) {
    throw new CommandError('Give the name of one task, such as: wif-doctor task AzureCLI@2', 2);
  }
  const engine = await loadEngine();
  const { reply } = engine.respond(messageOf(name));
  await print(renderText(reply, { style: styleFor(process.stdout, process.env) }));
}
