#!/usr/bin/env node
/** The command `wif-doctor`. Each command loads what it needs when it runs, so that help comes at once. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { VARIABLES } from '../variables.ts';
import { CommandError } from './command-error.ts';
import { endQuietlyWithReader } from './output.ts';
import { REVIEW_FORMATS, type ReviewFormat } from './review-format.ts';

const program = new Command('wif-doctor')
  .description('Reads why an Azure DevOps pipeline can no longer log in to Azure, and leads to the cure.')
  .version(versionOfPackage(), '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand('help [command]', 'print the help of a command')
  .showHelpAfterError('See: wif-doctor --help')
  .exitOverride()
  .addHelpText(
    'after',
    `
diagnose, explain, task, review and chat use no network and keep nothing of what they read.
Exit status: 0 when all went well, 1 when an id or a task is unknown, a reviewed task cannot work, reviewed YAML is
broken or too long to be read as a whole, or the server cannot start, 2 when the input cannot be used.

Examples:
  wif-doctor diagnose build.log
  wif-doctor diagnose < build.log
  wif-doctor explain AADSTS700213
  wif-doctor task AzureCLI@1
  wif-doctor review azure-pipelines.yml
  wif-doctor serve`,
  );

program
  .command('diagnose')
  .summary('read an error or a log, and answer')
  .description(
    'Reads files, each by itself, or standard input for - or without a name, and prints one answer to all of it.',
  )
  .argument('[files...]', 'the log or the error message, as text; a pipeline or JSON beside it')
  .option('--json', 'print the whole result as JSON')
  .addOption(
    new Option(
      '--jsonl',
      'read {"id", "text"} a line and print {"id", "labels"} a line; a line that cannot be read, or is longer than 64 MB, gives {"line", "error"}',
    ).conflicts('json'),
  )
  .action(async (files: readonly string[], options: { json?: boolean; jsonl?: boolean }) => {
    if (!options.jsonl) return (await import('./diagnose.ts')).diagnose(files, options);
    if (files.length > 1) throw new CommandError('With --jsonl I read one file: name only one.', 2);
    return (await import('./diagnose-lines.ts')).diagnoseLines(files[0]);
  });

program
  .command('explain')
  .summary('print all that is known of an error')
  .description(
    "Prints an entry whole: its cause, steps, checks and outcomes, and its sources; or one of Entra's codes.",
  )
  .argument('<id>', 'an entry such as AADSTS700213 or identity-not-found, or any code of Entra, with or without AADSTS')
  .action(async (id: string) => (await import('./explain.ts')).explain(id));

program
  .command('task')
  .summary('say whether a task works with workload identity federation')
  .description(
    'Says whether a task can use a service connection with workload identity federation. Ends with 1 where the table has no such task or version.',
  )
  .argument('<name...>', 'the task with or without its major version, such as AzureCLI@2')
  .action(async (words: string[]) => (await import('./task.ts')).task(words));

program
  .command('review')
  .summary('check the tasks of pipeline files')
  .description(
    'Says which tasks of a pipeline cannot log in with workload identity federation, or only in a newer version, and writes the change of versions. Ends with 1 where it found such a task, or YAML that is broken or too long, and with 2 where a file cannot be reviewed.',
  )
  .argument('<file...>', 'files of Azure Pipelines, as YAML; - is standard input')
  .addOption(
    new Option('--format <format>', 'for people, for programs, or for code scanning')
      .choices(REVIEW_FORMATS)
      .default('text' satisfies ReviewFormat),
  )
  .action(async (files: string[], { format }: { format: ReviewFormat }) => {
    const { review } = await import('./review.ts');
    process.exitCode = await review(files, { format, version: versionOfPackage() });
  });

program
  .command('chat')
  .summary('talk in this terminal')
  .description('A conversation in this terminal, with its checks as numbered buttons. It is forgotten at the end.')
  .addHelpText(
    'after',
    '\nFrom a pipe, an empty line ends a message, and a number on a line of its own presses a button.',
  )
  .action(async () => (await import('./chat.ts')).chat());

program
  .command('serve')
  .summary('open the local page and, where they are set up, Slack and Teams')
  .description('Starts the server. Without any setting it serves the local page at http://localhost:3978/.')
  .addHelpText('after', () => `\nSettings, as variables of the environment:\n${variables()}`)
  .action(async () => (await import('./serve.ts')).serve());

endQuietlyWithReader();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explainFailure(error);
}

/** Says on standard error what went wrong and returns the exit status. Commander has said its part already. */
function explainFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const text = isOurs(error)
    ? error.message
    : `This is a defect of WIF Doctor: ${error instanceof Error ? error.stack : error}`;
  process.stderr.write(`wif-doctor: ${text}\n`);
  return error instanceof CommandError ? error.exitStatus : 1;
}

/** Errors of ours have a code and a message for people; Node's have one that begins with ERR_, the system's a call. */
function isOurs(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && !('syscall' in error) && !String(error.code).startsWith('ERR_');
}

function versionOfPackage(): string {
  // dist/ lies one folder deeper than the sources.
  const path = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json';
  const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string };
  return version;
}

function variables(): string {
  const width = Math.max(...VARIABLES.map(({ name }) => name.length));
  return VARIABLES.map((variable) => {
    const byDefault = 'default' in variable ? ` (default: ${variable.default})` : '';
    return `  ${variable.name.padEnd(width)}  ${variable.is}${byDefault}`;
  }).join('\n');
}
