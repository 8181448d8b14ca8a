/** Reviews as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ (read 2026-11-23). */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReviewedFile, UnreadFile } from './review-file.ts';
import { type Problem, problemsOf, RULES, type Rule, type RuleId } from './review-rules.ts';

export interface SarifOptions {
  /** Of WIF Doctor. */
  readonly version: string;
  readonly exitStatus: number;
  /** The page with Microsoft's table, where to read on. */
  readonly page?: string;
}

const RULE_IDS = Object.keys(RULES) as RuleId[];

/** One run over all files. Addresses are relative to the current folder; columns count UTF-16 units, as ours do. */
export function reviewSarif(
  files: readonly ReviewedFile[],
  unread: readonly UnreadFile[],
  { version, exitStatus, page }: SarifOptions,
): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'WIF Doctor', semanticVersion: version, rules: RULE_IDS.map((id) => ruleOf(id, page)) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unread.length === 0,
            exitCode: exitStatus,
            toolExecutionNotifications: unread.map(({ file, error }) => ({
              level: 'error',
              message: { text: error },
              locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
            })),
          },
        ],
        results: files.flatMap((one) => problemsOf(one).map((problem) => resultOf(one.file, problem))),
      },
    ],
  };
}

function ruleOf(id: RuleId, page: string | undefined): object {
  const { level, finds, help, link }: Rule = RULES[id];
  const helpUri = link ?? page;
  return {
    id,
    shortDescription: { text: finds },
    help: { text: help },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level },
  };
}

function resultOf(file: string, { rule, message, line, column, fix }: Problem): object {
  const artifactLocation = { uri: uriOf(file) };
  return {
    ruleId: rule,
    ruleIndex: RULE_IDS.indexOf(rule),
    level: RULES[rule].level,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: { startLine: line, startColumn: column } } }],
    ...(fix && {
      fixes: [
        {
          description: { text: `Use ${fix.to}, and check the inputs of the step.` },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { startLine: line, startColumn: column, endColumn: column + fix.from.length },
                  insertedContent: { text: fix.to },
                },
              ],
            },
          ],
        },
      ],
    }),
  };
}

/** Relative wherever it can be; absolute only on another drive of Windows. */
function uriOf(file: string): string {
  const path = relative('', file);
  if (isAbsolute(path)) return pathToFileURL(resolve(file)).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
