/** What is wrong with a command of the knowledge: for its shell, and for Azure CLI as its reference has it. */
import type { AzCommands } from '../../knowledge/az-commands.ts';
import { readScript, type Shell, type Word } from './shell-words.ts';

const PLACEHOLDER = /<([^<>]*)>/g;
const GOOD_PLACEHOLDER = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Sample values, which people copy as they stand. */
const SAMPLE = /\b(?:my[-A-Z_]\w*|your[-A-Z_]\w*|x{3,}|foo|bar|example|changeme)\b/;
/** Of a language that the other shell does not speak. */
const FOREIGN: Readonly<Record<Shell, readonly (readonly [RegExp, string])[]>> = {
  bash: [
    [/`$/m, 'a line ends in a backtick'],
    [/\$env:/, '$env: is PowerShell'],
  ],
  powershell: [
    [/\\$/m, 'a line ends in a backslash'],
    [/<</, 'a here-document is bash'],
    [/^\s*export /m, 'export is bash'],
    [/&&|\|\|/, 'Windows PowerShell 5.1 has no && and ||'],
    [/\/dev\/null/, '/dev/null is not there'],
  ],
};

/**
 * Every problem of `script`, in words. A `mention` (a command named in a sentence, such as `az cloud set`) may lack
 * what it needs; a placeholder makes a command of it that people copy.
 */
export function commandProblems(script: string, shell: Shell, known: AzCommands, mention = false): string[] {
  const { commands, documents, problems } = readScript(script, shell);
  const constants = new Set(known.constants.map(({ value }) => value));
  return [
    ...problems,
    ...FOREIGN[shell].flatMap(([pattern, problem]) => (pattern.test(script) ? [problem] : [])),
    ...[...script.matchAll(PLACEHOLDER)].flatMap(([all, name = '']) =>
      GOOD_PLACEHOLDER.test(name) ? [] : [`${all} is no placeholder <like-this>`],
    ),
    ...(script.match(GUID) ?? []).flatMap((id) => (constants.has(id) ? [] : [`${id} can be mistaken for a value`])),
    ...(SAMPLE.test(script) ? [`${SAMPLE.exec(script)?.[0]} can be mistaken for a value`] : []),
    ...documents.flatMap((body) => (isJson(body) ? [] : ['a document that is not JSON'])),
    ...commands.flatMap((words) => {
      const json = words[0]?.text ?? '';
      if (json.startsWith('{')) return isJson(json) ? [] : ['a text that is not JSON'];
      if (json !== 'az') return [];
      return [...wordProblems(words.slice(1), shell), ...azProblems(textsOf(words).slice(1), known, mention)];
    }),
  ];
}

/** Arguments that a shell changes on their way to `az`. */
function wordProblems(words: readonly Word[], shell: Shell): string[] {
  return words.flatMap(({ text, bare }) => {
    if (/[$*?(){}[\]!~]/.test(bare)) return [`${text} needs quotes`];
    if (shell === 'bash') return [];
    if (bare.startsWith('@')) return [`${text} needs quotes: PowerShell splats what begins with @`];
    if (text.includes('"')) return [`${text}: Windows PowerShell drops the quotes inside an argument`];
    // PowerShell leaves the quotes off around an argument without a space, and az.cmd is parsed once more:
    // https://github.com/Azure/azure-cli/blob/dev/doc/quoting-issues-with-powershell.md (2026-11-23)
    return /[&|^%]/.test(text) && !text.includes(' ') ? [`${text}: the command prompt behind az reads & | ^ %`] : [];
  });
}

/** A command of Azure CLI, without `az`, beside what the reference knows. */
function azProblems(words: readonly string[], known: AzCommands, mention: boolean): string[] {
  const path = words.slice(0, words.findIndex((word) => word.startsWith('-')) >>> 0).join(' ');
  const command = known.commands.find(({ az }) => az === path);
  if (!command) return [`az ${path} is not in az-commands.yaml`];
  const given = words.slice(path.split(' ').length);
  const { everywhere } = known;
  const all = [...command.needs, ...command.takes, ...command.flags, ...everywhere.takes, ...everywhere.flags];
  const flags = new Set([...command.flags, ...everywhere.flags]);
  const values = { ...everywhere.values, ...command.values };
  const problems: string[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < given.length; ) {
    const name = given[i] ?? '';
    const argument = all.find((forms) => forms.split(' ').includes(name));
    if (!argument) {
      problems.push(`az ${path} has no argument ${name}`);
      i += 1;
      continue;
    }
    if (seen.has(argument)) problems.push(`${name} is given twice`);
    seen.add(argument);
    const end = given.findIndex((word, at) => at > i && word.startsWith('-'));
    const own = given.slice(i + 1, end < 0 ? undefined : end);
    i += 1 + own.length;
    const [long = name] = argument.split(' ');
    if (flags.has(argument) && own.length > 0) problems.push(`${name} stands alone, without ${own.join(' ')}`);
    if (!flags.has(argument) && own.length === 0 && !mention) problems.push(`${name} has no value`);
    if (own.length > 1 && !command.several.includes(long)) problems.push(`${name} has ${own.length} values`);
    for (const value of own) {
      if (values[long] && !values[long].includes(value)) problems.push(`${name} does not accept ${value}`);
    }
  }
  const copied = !mention || words.some((word) => /[<{]/.test(word));
  for (const need of command.needs) if (copied && !seen.has(need)) problems.push(`az ${path} needs ${need}`);
  return problems;
}

function textsOf(words: readonly Word[]): string[] {
  return words.map(({ text }) => text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
