/** Reads the folder of the knowledge. The only file here that touches the disk; a browser gets the compiled module. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { contradictions } from './contradictions.ts';
import { type ParsedFile, parseFile } from './parse-file.ts';
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

/**
 * Loads all of the knowledge below `folder`.
 * Throws KnowledgeError with every problem (file, line, remedy) when a file is missing, incomplete or contradictory.
 */
export function loadKnowledge(folder: string): Knowledge {
  const problems: Problem[] = [];
  const read = <S extends z.ZodType>(file: string, schema: S): ParsedFile<z.infer<S>> | undefined => {
    let text: string;
    try {
      text = readFileSync(join(folder, file), 'utf8');
    } catch {
      problems.push({ file, line: 1, message: 'cannot be read', remedy: 'add the file, or correct its rights' });
      return undefined;
    }
    const { parsed, problems: found } = parseFile(file, text, schema);
    problems.push(...found);
    return parsed;
  };
  const readAll = <S extends z.ZodType>(subfolder: string, schema: S): ParsedFile<z.infer<S>>[] =>
    readdirSync(join(folder, subfolder))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .flatMap((name) => read(`${subfolder}/${name}`, schema) ?? []);

  const errors = readAll('errors', errorSchema);
  const guides = readAll('guides', guideSchema);
  const checklist = read('checklist.yaml', guideSchema);
  if (checklist) guides.push(checklist);
  const words = readAll('words', wordsSchema);
  const tasks = read('tasks.yaml', taskTableSchema);
  const entraCodes = read('entra-codes.yaml', entraCodesSchema);
  const commands = read('commands.yaml', commandsSchema);
  const sources = read('sources.yaml', z.array(sourceSchema));
  const roles = read('roles.yaml', z.array(roleSchema));

  for (const { file, data } of [...errors, ...guides]) {
    if (basename(file, '.yaml') !== data.id) {
      problems.push({ file, line: 1, message: `holds the id ${data.id}`, remedy: 'name the file after its id' });
    }
  }
  if (!tasks || !entraCodes || !commands || !sources || !roles) throw new KnowledgeError(problems);
  problems.push(
    ...contradictions({ errors, guides, words, tasks, entraCodes, sources: sources.data, roles: roles.data }),
  );
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
