/** How a command of this folder ends where the knowledge does not load. */
import { KnowledgeError } from './problem.ts';

/** What `work` returns. Where it throws a KnowledgeError, prints its problems, without a stack, and ends with 1. */
export function explainProblems<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
