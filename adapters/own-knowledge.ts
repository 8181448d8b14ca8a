/** Our knowledge with that of an organization's folder, checked as ours is: for the server and for the command. */
import { createEngine, type Engine } from '../bot/engine.ts';
import { addOrganization } from '../knowledge/organization.ts';
import { readOrganizationFolder } from '../knowledge/organization-folder.ts';
import { KnowledgeError, type Problem } from '../knowledge/problem.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import { wrongExamples } from './organization-examples.ts';

/** A file with one mistake at its top can have hundreds of consequences. */
const MAX_SHOWN = 20;
const MAX_LENGTH = 240;

export interface OwnKnowledge {
  readonly knowledge: Knowledge;
  readonly engine: Engine;
}

/** Thrown when the folder cannot be used. Names every file with its line and the remedy, and quotes no value. */
export class KnowledgeFolderError extends Error {
  readonly code = 'KNOWLEDGE_DIR';
  /** `file:line: message (remedy)`, each on one line; the first ones of many. */
  readonly problems: readonly string[];

  constructor(folder: string, all: readonly Problem[]) {
    const problems = all.slice(0, MAX_SHOWN).map(({ file, line, message, remedy }) => {
      const said = message.replace(/\s+/g, ' ').slice(0, MAX_LENGTH);
      return `${file}:${line}: ${said} (${remedy})`;
    });
    const more = all.length > MAX_SHOWN ? [`and ${all.length - MAX_SHOWN} more`] : [];
    const lines = [...problems, ...more].map((problem) => `- ${problem}`);
    super(
      `KNOWLEDGE_DIR: the entries in ${folder} cannot be used.\n${lines.join('\n')}\nCorrect them, or start without KNOWLEDGE_DIR.`,
    );
    this.name = 'KnowledgeFolderError';
    this.problems = [...problems, ...more];
  }
}

/** The texts of the folder. Throws KnowledgeFolderError where it cannot be read. */
export function readTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  return naming(folder, () => readOrganizationFolder(folder));
}

/**
 * The engine over `ours` and the texts of the folder.
 * Throws KnowledgeFolderError with every problem; the examples are run once the rest is right.
 */
export function composeKnowledge(
  folder: string,
  texts: ReadonlyMap<string, string>,
  ours: Knowledge,
): Promise<OwnKnowledge> {
  return naming(folder, async () => {
    const { knowledge, examples } = addOrganization(texts, ours);
    const engine = createEngine(knowledge);
    const onlyAdds = knowledge.words.length === ours.words.length && examples.length === 0;
    const problems = onlyAdds ? [] : await wrongExamples(engine, examples, ours);
    if (problems.length > 0) throw new KnowledgeError(problems);
    return { knowledge, engine };
  });
}

/** The result of `work`, whose KnowledgeError becomes one that names the folder. */
async function naming<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof KnowledgeError ? new KnowledgeFolderError(folder, error.problems) : error;
  }
}
