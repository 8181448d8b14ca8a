/** `npm run knowledge:stale [-- --on YYYY-MM-DD] [--json]`: what rests on a check that is too old. Touches the disk. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { azCommandsSchema } from './az-commands.ts';
import { explainProblems } from './explain-problems.ts';
import { loadKnowledge } from './loader.ts';
import { parseFile } from './parse-file.ts';
import { KnowledgeError } from './problem.ts';
import { staleClaims, staleReport } from './stale-claims.ts';

const USAGE = 'Usage: npm run knowledge:stale [-- --on YYYY-MM-DD] [--json]';
const AZ_COMMANDS = 'az-commands.yaml';

/** Prints the stale claims. Returns the exit status: 0 none, 1 some, 2 where it was asked for something else. */
function main(): number {
  let values: { on?: string; json?: boolean };
  try {
    ({ values } = parseArgs({ options: { on: { type: 'string' }, json: { type: 'boolean' } } }));
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const on = values.on ?? new Date().toISOString().slice(0, 10);
  if (!z.iso.date().safeParse(on).success) {
    return refuse(`--on takes a day of the calendar, such as 2027-01-31.\n${USAGE}`);
  }
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { parsed, problems } = parseFile(AZ_COMMANDS, readFileSync(folder + AZ_COMMANDS, 'utf8'), azCommandsSchema);
  if (!parsed) throw new KnowledgeError(problems);
  const claims = staleClaims(loadKnowledge(folder), on, [{ where: AZ_COMMANDS, source: parsed.data.source }]);
  process.stdout.write(values.json ? `${JSON.stringify({ on, claims }, null, 2)}\n` : staleReport(claims, on));
  return claims.length > 0 ? 1 : 0;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = explainProblems(main);
