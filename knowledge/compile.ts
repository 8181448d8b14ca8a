/** Writes `compiled.ts`: all of the knowledge as one data module, which runs wherever the engine runs. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { explainProblems } from './explain-problems.ts';
import { loadKnowledge } from './loader.ts';

/** Loads, checks and writes. Throws KnowledgeError when the knowledge has a problem. */
export function compile(): void {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const knowledge = loadKnowledge(folder);
  // As a string that is parsed at start: engines read that several times faster than the same data as a literal
  // (https://v8.dev/blog/cost-of-javascript-2019#json, read 2026-11-23).
  const json = JSON.stringify(JSON.stringify(knowledge));
  writeFileSync(
    `${folder}compiled.ts`,
    `// Written by compile.ts from the YAML files beside it. Not for editing.\n` +
      `import type { Knowledge } from './schema.ts';\n\n` +
      `export const knowledge = JSON.parse(\n  ${json},\n) as Knowledge;\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) explainProblems(compile);
