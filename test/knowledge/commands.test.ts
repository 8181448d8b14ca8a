/** Every command of the knowledge can be copied as it stands: into bash, into PowerShell, and with what az knows. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { fillCommand } from '../../bot/answer/text.ts';
import { azCommandsSchema } from '../../knowledge/az-commands.ts';
import { knowledge } from '../../knowledge/compiled.ts';
import { parseFile } from '../../knowledge/parse-file.ts';
import { VALUE_NAMES } from '../../knowledge/schema.ts';
import { commandProblems } from './command-problems.ts';
import type { Shell } from './shell-words.ts';

const file = fileURLToPath(new URL('../../knowledge/az-commands.yaml', import.meta.url));
const { parsed, problems: schemaProblems } = parseFile(
  'az-commands.yaml',
  readFileSync(file, 'utf8'),
  azCommandsSchema,
);
assert.ok(parsed, JSON.stringify(schemaProblems));
const known = parsed.data;

interface Snippet {
  readonly where: string;
  readonly text: string;
  readonly shells: readonly Shell[];
  /** Named in a sentence. */
  readonly mention: boolean;
}

const BOTH: readonly Shell[] = ['bash', 'powershell'];

/** Every command below a value: the `run` and `powershell` of its steps, and the code marks that begin with `az`. */
function snippetsOf(value: unknown, where: string): Snippet[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/`(az [^`]+)`/g)].map(([, text = '']) => ({ where, text, shells: BOTH, mention: true }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): Snippet[] => {
    const name = typeof inner === 'object' && inner !== null && 'id' in inner ? String(inner.id) : key;
    const place = `${where} > ${name}`;
    if (key === 'examples') return [];
    if (typeof inner !== 'string' || (key !== 'run' && key !== 'powershell')) return snippetsOf(inner, place);
    const both = key === 'run' && !('powershell' in value && value.powershell);
    return [{ where: place, text: inner, shells: both ? BOTH : [key === 'run' ? 'bash' : key], mention: false }];
  });
}

const { errors, guides, tasks, entraCodes, commands, roles } = knowledge;
const snippets = [
  ...[...errors, ...guides].flatMap((walk) => snippetsOf(walk, walk.id)),
  ...snippetsOf({ tasks, entraCodes, commands, roles }, 'knowledge'),
];
const isYaml = (text: string): boolean => text.startsWith('- task:');
const isTerraform = (text: string): boolean => text.startsWith('resource "');
const scripts = snippets.filter(({ text }) => !isYaml(text) && !isTerraform(text));

/** With nothing known every value is a placeholder; and what people's own names may hold. */
const FILLINGS: readonly Readonly<Record<string, string>>[] = [
  {},
  {
    ...VALUE_NAMES,
    issuer: 'https://login.microsoftonline.com/contoso/v2.0',
    subject: 'sc://contoso/Fabrikam Fiber, søknader 50%/azure = prod',
    application: 'api://contoso/app',
    credential: 'fabrikam-prod_2',
  },
];

describe('the commands of the knowledge', () => {
  it('are found, so that the tests below cannot pass on an empty list', () => {
    assert.ok(scripts.filter(({ mention }) => !mention).length >= 30);
    assert.ok(scripts.filter(({ mention }) => mention).length >= 15);
    assert.ok(snippets.some(({ text }) => isYaml(text)) && snippets.some(({ text }) => isTerraform(text)));
  });

  for (const walk of [...errors, ...guides]) {
    for (const { id, file } of walk.checks) {
      if (!file) continue;
      it(`${walk.id} > ${id}: ${file.name} is JSON, whatever is filled in`, () => {
        for (const values of FILLINGS) {
          assert.doesNotThrow(() => JSON.parse(fillCommand(file.holds, values)));
        }
      });
    }
  }

  for (const { where, text, shells, mention } of scripts) {
    for (const shell of shells) {
      it(`${where}, in ${shell}: ${text.split('\n')[0]?.slice(0, 70)}`, () => {
        for (const values of FILLINGS) {
          const filled = fillCommand(text, values);
          assert.deepEqual(commandProblems(filled, shell, known, mention), [], filled);
        }
      });
    }
  }

  it('are read by bash without complaint', function () {
    if (spawnSync('bash', ['--version']).status !== 0) this.skip();
    for (const { where, text, shells } of scripts.filter((script) => script.shells.includes('bash'))) {
      assert.ok(shells.length > 0);
      const { status, stderr } = spawnSync('bash', ['-n'], { input: fillCommand(text, {}), encoding: 'utf8' });
      assert.deepEqual({ where, status, stderr }, { where, status: 0, stderr: '' });
    }
  });

  it('name only values that the conversation knows, and those inside quotes', () => {
    for (const { where, text } of scripts) {
      for (const { 0: placeholder, 1: name = '', index } of text.matchAll(/\{([a-z]+)\}/g)) {
        assert.ok(name in VALUE_NAMES, `${where}: ${placeholder} is no value`);
        // A name without blanks may stand in an address or a query, where quotes are around the whole of it.
        const within = /^(?:organization|connectionid|application)$/.test(name);
        const before = within ? /(?:"|"[^"]*[/'])$/ : /"$/;
        const after = within ? /^["'/]/ : /^"/;
        const stands = before.test(text.slice(0, index)) && after.test(text.slice(index + placeholder.length));
        assert.ok(stands, `${where}: ${placeholder} stands where no value may`);
      }
    }
  });
});

describe('what is no command but stands in its place', () => {
  for (const { where, text } of snippets.filter((snippet) => isYaml(snippet.text))) {
    it(`${where}: steps of a pipeline, with a task that the table has`, () => {
      const steps: unknown = parse(text);
      assert.ok(Array.isArray(steps) && steps.length > 0);
      for (const step of steps)
        assert.ok(
          tasks.tasks.some(({ task }) => task === step.task),
          String(step.task),
        );
    });
  }

  for (const { where, text } of snippets.filter((snippet) => isTerraform(snippet.text))) {
    it(`${where}: Terraform whose braces and quotes close, and which names its own resources`, () => {
      const bare = text.replace(/"[^"\n]*"/g, '""');
      assert.equal(bare.split('{').length, bare.split('}').length);
      assert.doesNotMatch(bare.replaceAll('""', ''), /"/);
      const own = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, name]) => `${type}.${name}`);
      assert.ok(own.length > 0);
      assert.doesNotMatch(text, /<[a-z]/);
    });
  }
});

describe('the check of the commands', () => {
  const finds = (script: string, shell: Shell, problem: RegExp, mention = false): void => {
    const problems = commandProblems(script, shell, known, mention);
    assert.ok(
      problems.some((found) => problem.test(found)),
      `${script}: ${problems.join('; ') || 'no problem'}`,
    );
  };

  it('lets a right command pass', () => {
    const right = 'az ad app show --id "<client-id>" --query "{name:displayName}" -o tsv';
    for (const shell of BOTH) assert.deepEqual(commandProblems(right, shell, known), []);
    const lines = 'az role assignment list \\\n  --assignee "<client-id>" --all # all of them\naz version\n';
    assert.deepEqual(commandProblems(lines, 'bash', known), []);
    assert.deepEqual(commandProblems(lines.replace('\\', '`'), 'powershell', known), []);
  });

  it('finds a command, an argument or a value that Azure CLI does not have', () => {
    finds('az ad application show --id "<client-id>"', 'bash', /ad application show is not in/);
    finds('az ad app show --app-id "<client-id>"', 'bash', /no argument --app-id/);
    finds('az version --output xml', 'bash', /does not accept xml/);
    finds('az role assignment list --all true', 'bash', /--all stands alone/);
    finds('az ad app show --id "<a>" "<b>"', 'bash', /--id has 2 values/);
    finds('az ad app show --id "<a>" --id "<b>"', 'bash', /--id is given twice/);
    finds('az ad app show --id', 'bash', /--id has no value/);
  });

  it('finds what a command lacks, also where a sentence gives it to be copied', () => {
    finds('az ad app federated-credential list --output table', 'bash', /needs --id/);
    finds('az identity federated-credential list --identity-name "<identity>"', 'bash', /needs --resource-group/, true);
    assert.deepEqual(commandProblems('az cloud set', 'bash', known, true), []);
  });

  it('finds quotes that do not close, and placeholders outside of them', () => {
    finds('az ad app show --id "<client-id>', 'bash', /does not close/);
    finds("az ad app show --id '<client-id>", 'powershell', /does not close/);
    for (const shell of BOTH) finds('az ad app show --id <client-id>', shell, /redirection/);
    finds("cat > a.json <<'EOF'\n{}\n", 'bash', /no line EOF/);
  });

  it('finds placeholders that could be values', () => {
    finds('az ad app show --id "<Client ID>"', 'bash', /no placeholder/);
    finds('az ad app show --id 00000000-0000-0000-0000-000000000000', 'bash', /mistaken/);
    finds('az identity list --resource-group my-group', 'bash', /mistaken/);
  });

  it('finds the language of the other shell', () => {
    finds('az version \\\n  --output json', 'powershell', /backslash/);
    finds('az version `\n  --output json', 'bash', /backtick/);
    finds('export A=b', 'powershell', /export/);
    finds("$env:A = 'b'", 'bash', /PowerShell/);
  });

  it('finds what PowerShell changes before Azure CLI sees it', () => {
    finds('az rest --url "https://dev.azure.com/a?b=c&d=e"', 'powershell', /command prompt/);
    finds('az rest --url "https://dev.azure.com/" --body @a.json', 'powershell', /splats/);
    finds('az version --query [].a', 'bash', /needs quotes/);
    finds(`az version --query '{"a":1}'`, 'powershell', /drops the quotes/);
  });

  it('finds a document that is not the JSON it should be', () => {
    finds("cat > a.json <<'EOF'\n{'a': 1}\nEOF\naz version", 'bash', /not JSON/);
    finds(`'{"a": 1' | Set-Content a.json`, 'powershell', /not JSON/);
  });
});
