/** Reads the folder of our own knowledge from the disk; a browser gets the compiled module. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contradictions } from './contradictions.ts';
import { readFiles } from './files.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import {
  commandsSchema,
  entraCodesSchema,
  errorSchema,
  guideSchema,
  type Knowledge,
  roleSchema,
  sourceSchema,
  taskTableSchema,
  wordsSchema,
} from './schema.ts';

const FILES = ['checklist', 'tasks', 'entra-codes', 'commands', 'sources', 'roles'].map((name) => `${name}.yaml`);
const FOLDERS = ['errors', 'guides', 'words'];

/**
 * Loads all of the knowledge below `folder`.
 * Throws KnowledgeError with every problem (file, line, remedy) when a file is missing, incomplete or contradictory.
 */
export function loadKnowledge(folder: string): Knowledge {
  const { texts, problems: unread } = textsBelow(folder);
  const files = readFiles(texts);
  const errors = files.all('errors', errorSchema);
  const checklist = files.one('checklist.yaml', guideSchema);
  const guides = [...files.all('guides', guideSchema), ...(checklist ? [checklist] : [])];
  const words = files.all('words', wordsSchema);
  const tasks = files.one('tasks.yaml', taskTableSchema);
  const entraCodes = files.one('entra-codes.yaml', entraCodesSchema);
  const commands = files.one('commands.yaml', commandsSchema);
  const sources = files.one('sources.yaml', z.array(sourceSchema));
  const roles = files.one('roles.yaml', z.array(roleSchema));
  const unusable = [...unread, ...files.problems];
  // A reference into a file that has a problem of its own would be reported as well, and mislead.
  if (unusable.length > 0 || !tasks || !entraCodes || !commands || !sources || !roles)
    throw new KnowledgeError(unusable);
  const problems = contradictions({ errors, guides, words, tasks, entraCodes, sources, roles });
  if (problems.length > 0) throw new KnowledgeError(problems);
  return {
    errors: errors.map(({ data }) => data),
    guides: guides.map(({ data }) => data),
    tasks: tasks.data,
    entraCodes: entraCodes.data,
    commands: commands.data,
    sources: sources.data,
    roles: roles.data,
    words: words.map(({ data }) => data),
  };
}

function textsBelow(folder: string): { texts: Map<string, string>; problems: Problem[] } {
  const problems: Problem[] = [];
  const below = FOLDERS.flatMap((subfolder) =>
    readdirSync(join(folder, subfolder))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${subfolder}/${name}`),
  );
  const texts = new Map<string, string>();
  for (const file of [...FILES, ...below]) {
    try {
      texts.set(file, readFileSync(join(folder, file), 'utf8'));
    } catch {
      problems.push({ file, line: 1, message: 'cannot be read', remedy: 'add the file, or correct its rights' });
    }
  }
  return { texts, problems };
}
