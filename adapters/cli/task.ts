/** `wif-doctor task NAME[@MAJOR]`: whether a task can log in with workload identity federation. */
import { type RowsByName, rowOf, versionsOf } from '../../bot/match/task-table.ts';
import { NO_BUTTONS } from '../../bot/reply.ts';
import { CommandError } from './command-error.ts';
import { loadEngine, loadKnowledge, messageOf } from './engine.ts';
import { print } from './output.ts';
import { styleFor } from './style.ts';
import { renderText } from './text.ts';

const MAX_LENGTH = 100;

/**
 * Prints what is known of a task. Words are taken together: `azure cli v1` is one name. Ends with 1 where the table does
 * not have the task, or not this version of it.
 */
export async function task(words: readonly string[]): Promise<void> {
  const name = words.join(' ').trim();
  if (name === '' || name.length > MAX_LENGTH) {
    throw new CommandError('Give the name of one task, such as: wif-doctor task AzureCLI@2', 2);
  }
  const engine = await loadEngine();
  const { reply } = engine.respond(messageOf(name));
  const asked = reply.findings.filter(({ kind }) => kind === 'task').map(({ id }) => id);
  const [knowledge, { createCatalog }, { unknownTask }] = await Promise.all([
    loadKnowledge(),
    import('../../bot/match/catalog.ts'),
    import('../../bot/answer/task.ts'),
  ]);
  const catalog = createCatalog(knowledge);
  // Here a word is the name of a task, whatever else it means in a conversation.
  const shown =
    asked.length > 0 ? reply : { ...reply, ...unknownTask(name, catalog), buttons: NO_BUTTONS, sources: [] };
  await print(renderText(shown, { style: styleFor(process.stdout, process.env) }));
  if (asked.length === 0 || !asked.every((id) => isKnown(id, catalog.tasks))) process.exitCode = 1;
}

function isKnown(task: string, table: RowsByName): boolean {
  return task.includes('@') ? rowOf(task, table) !== undefined : versionsOf(task, table).length > 0;
}
