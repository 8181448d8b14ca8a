/** The folder of an organization: added to ours by the same checks, marked as theirs, replacing nothing. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { composeKnowledge, KnowledgeFolderError, readTexts } from '../../adapters/own-knowledge.ts';
import type { Engine } from '../../bot/engine.ts';
import type { Memory } from '../../bot/memory.ts';
import type { Reply } from '../../bot/reply.ts';
import { knowledge as ours } from '../../knowledge/compiled.ts';
import { ORGANIZATION_BOUNDS } from '../../knowledge/organization-schema.ts';
import { allButtons, readable, engine as withoutThem } from '../conversation.ts';
import { type OwnFolder, ownFolder } from '../own-folder.ts';

const ENTRY = 'errors/contoso-gateway.yaml';
const GATEWAY = 'CG-4031: the token endpoint is not on the allow list for pool build-7';
const SUBJECT =
  "AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://contoso/webshop/azure-prod'.";

describe('the folder of an organization', () => {
  let own: OwnFolder;
  beforeEach(() => {
    own = ownFolder();
  });
  afterEach(() => own.remove());

  const load = async () => composeKnowledge(own.path, await readTexts(own.path), ours);

  /** The problems for which it does not load, each as `file:line: message (remedy)`. */
  async function problems(): Promise<readonly string[]> {
    const error = await load().then(
      () => assert.fail('it loaded'),
      (failure: unknown) => failure,
    );
    assert.ok(error instanceof KnowledgeFolderError, String(error));
    for (const problem of error.problems) assert.match(problem, /^\S+:\d+: .+ \(.{5,}\)$|^and \d+ more$/);
    return error.problems;
  }

  async function refused(...patterns: readonly RegExp[]): Promise<void> {
    const found = await problems();
    for (const pattern of patterns)
      assert.ok(
        found.some((problem) => pattern.test(problem)),
        found.join('\n'),
      );
  }

  describe('in the answers', () => {
    it('gives an answer of theirs, and says whose it is, in every view of it', async () => {
      const { engine } = await load();
      const thread = talk(engine);
      const first = thread.say(GATEWAY);
      assert.match(first.verdict, /Contoso gateway refuses/);
      for (const label of ['Why this?', 'All steps', 'No']) {
        const reply = thread.press(first.effect === 'post' ? thread.last() : first, label);
        assert.ok(readable(reply).includes('From your organization, Contoso.'), `${label}: ${readable(reply)}`);
      }
      assert.deepEqual(first.sources, [
        {
          title: 'Contoso wiki: logging in to Azure from pipelines (from your organization)',
          href: 'https://wiki.contoso.com/platform/wif',
          checked: '2026-11-20',
          mark: 'documented',
        },
      ]);
    });

    it('adds to an answer of ours, and changes nothing else in it', async () => {
      const { engine } = await load();
      const before = talk(withoutThem).say(SUBJECT);
      const after = talk(engine).say(SUBJECT);
      const isTheirs = (block: object) => JSON.stringify(block).includes('From your organization, Contoso');
      const added = after.blocks.filter(isTheirs);
      assert.deepEqual({ ...after, blocks: after.blocks.filter((block) => !isTheirs(block)) }, before);
      const [note, steps] = added.map((block) => readable({ ...after, blocks: [block], sources: [] }));
      assert.match(note ?? '', /ask #platform.*\(Contoso wiki: .*, checked 2026-11-20\)/);
      assert.match(steps ?? '', /do this \(platform team\).*with the subject sc:\/\/contoso\/webshop\/azure-prod/);
      for (const block of added)
        assert.match(JSON.stringify(block), /"href":"https:\/\/wiki\.contoso\.com\/platform\/wif"/);
    });

    it('shows what they add beside an outcome as well', async () => {
      const { engine } = await load();
      const thread = talk(engine);
      const reply = thread.press(thread.say(SUBJECT), 'No');
      assert.match(readable(reply), /From your organization, Contoso.*ask #platform/);
    });

    it('knows their tasks, their words, and what they add to a task of ours', async () => {
      own.write('additions/AzureCLI@2.yaml', 'addsTo: AzureCLI@2\nnotes:\n  - text: Ours runs on the pool build-7.\n');
      const { engine } = await load();
      const task = talk(engine).say('does ContosoDeploy@1 support WIF?');
      assert.match(task.verdict, /^No, ContosoDeploy@1 .* Use ContosoDeploy@2\. \(from your organization\)$/);
      assert.deepEqual(
        task.sources.map(({ href }) => href),
        ['https://wiki.contoso.com/platform/wif'],
      );
      assert.match(talk(engine).say('is our pool on the allowlist of the gate?').verdict, /Contoso gateway/);
      assert.match(
        readable(talk(engine).say('AzureCLI@2')),
        /From your organization, Contoso Ours runs on the pool build-7\./,
      );
    });

    it('marks them where they stand in a list beside something of ours', async () => {
      const { engine } = await load();
      const reply = talk(engine).say(`${SUBJECT}\n\n${'noise of the build\n'.repeat(90)}\n${GATEWAY}`);
      assert.match(reply.verdict, /AADSTS700213/);
      assert.match(readable(reply), /contoso-gateway.*\(from your organization\)/);
    });

    it('names no organization where the folder names none', async () => {
      own.remove();
      own.write('additions/AADSTS700213.yaml', 'addsTo: AADSTS700213\nnotes:\n  - text: Ask the help desk.\n');
      const { engine } = await load();
      assert.match(readable(talk(engine).say(SUBJECT)), /^From your organization Ask the help desk\.$/m);
    });

    it('says so where a button belongs to an entry that they have removed', async () => {
      const before = await load();
      const reply = talk(before.engine).say(GATEWAY);
      const memory = talk(before.engine).memoryAfter(GATEWAY);
      own.remove(ENTRY);
      const { engine } = await load();
      for (const { label, press } of allButtons(reply)) {
        const turn = {
          id: 'turn-2',
          at: new Date(),
          place: 'direct',
          input: { kind: 'press', payload: press },
        } as const;
        const { reply: next } = engine.respond(turn, memory);
        assert.doesNotMatch(readable(next), /Someone pressed|recognise/, label);
        if (label === 'Yes') assert.match(readable(next), /removed since.*\n.*Paste the error again/);
      }
    });
  });

  describe('may leave out', () => {
    it('every file', async () => {
      own.remove();
      own.write('README.md', 'Nothing here yet.');
      const { knowledge } = await load();
      assert.deepEqual(knowledge, ours);
    });

    it('what is no YAML, what is hidden, and a folder that it cannot look into', async () => {
      own.write('.git/config.yaml', 'not: ours');
      own.write('..2026_11_23/errors/old.yaml', 'not: ours');
      own.write('errors/notes.txt', 'not: ours');
      own.write('errors/contoso-gateway.yaml~', 'not: [ours');
      mkdirSync(join(own.path, 'lost+found'), { mode: 0o000 });
      await load();
    });
  });

  it('is read through links, as a ConfigMap is mounted', async () => {
    own.write('..2026_11_23/placeholder', '');
    for (const name of ['errors', 'additions', 'sources.yaml']) {
      renameSync(join(own.path, name), join(own.path, '..2026_11_23', name));
      symlinkSync(join('..data', name), join(own.path, name));
    }
    symlinkSync('..2026_11_23', join(own.path, '..data'));
    const { engine } = await load();
    assert.match(talk(engine).say(GATEWAY).verdict, /Contoso gateway refuses/);
  });

  describe('replaces nothing of ours', () => {
    it('neither an entry nor its code, in any letter case: the remedy is an addition', async () => {
      own.edit(ENTRY, 'id: contoso-gateway', 'id: aadsts700213\ncodes: [AADSTS700211]');
      await refused(
        /^errors\/contoso-gateway\.yaml:2: AADSTS700213 is an entry of WIF Doctor \(.*additions\/AADSTS700213\.yaml/,
        /^errors\/contoso-gateway\.yaml:3: AADSTS700211 belongs to AADSTS700211 .*additions\/AADSTS700211\.yaml/,
      );
    });

    it('nor a code under a condition', async () => {
      own.edit(ENTRY, 'checklist: outside', 'codes: [AADSTS700213]\nrequires: ["code:any"]\nchecklist: outside');
      await refused(/AADSTS700213 belongs to AADSTS700213/);
    });

    it('nor a task, a source, a role, or a word of the conversation', async () => {
      own.edit('tasks.yaml', 'ContosoDeploy@1', 'azurecli@2');
      own.edit('sources.yaml', 'contoso-wif', 'learn-convert');
      own.edit('roles.yaml', 'platform-team', 'identity-owner');
      renameSync(join(own.path, ENTRY), join(own.path, 'errors/help.yaml'));
      own.edit('errors/help.yaml', 'id: contoso-gateway', 'id: help');
      await refused(
        /^tasks\.yaml:3: AzureCLI@2 is a row of WIF Doctor \(add to it with additions\/AzureCLI@2\.yaml/,
        /^sources\.yaml:2: learn-convert is one of WIF Doctor/,
        /^roles\.yaml:2: identity-owner is one of WIF Doctor/,
        /^errors\/help\.yaml:2: help is a word of the conversation/,
      );
    });

    it('nor a diagnosis, by a sentence that ours is known by', async () => {
      own.edit(
        ENTRY,
        'says: [CG-4031, token',
        'says: [No matching federated identity record found for presented assertion subject]\n  - says: [CG-4031, token',
      );
      await refused(/^errors\/contoso-gateway\.yaml:1: takes an example of AADSTS700213, .*longer sentences/);
    });

    it('nor a diagnosis, by a word that means another concept', async () => {
      own.write('words/en.yaml', 'language: en\nconcepts:\n  elsewhere: [issuer, checklist, subject]\n');
      own.edit(ENTRY, 'asks:\n  - [contoso-gateway, allow-list]\n', '');
      own.edit(ENTRY, '    - is our pool on the allow list of the gate?\n', '');
      await refused(/^words:1: takes an example of /);
    });
  });

  describe('is held to the checks of ours', () => {
    it('names file and line of what is wrong', async () => {
      own.edit(ENTRY, 'then: wait', 'then: nowhere');
      own.edit(ENTRY, 'who: platform-team', 'who: nobody');
      own.edit('tasks.yaml', 'now: ContosoDeploy@2', 'now: ContosoDeploy@9');
      own.edit('additions/AADSTS700213.yaml', 'source: contoso-wif', 'source: contoso-wiki');
      await refused(
        /^errors\/contoso-gateway\.yaml:20: nowhere is no check and no outcome/,
        /^errors\/contoso-gateway\.yaml:12: nobody is not in roles\.yaml/,
        /^tasks\.yaml:3: ContosoDeploy@9 is not in the table/,
        /^additions\/AADSTS700213\.yaml:5: contoso-wiki is not in sources\.yaml/,
      );
    });

    it('runs the examples of their entries', async () => {
      own.edit(ENTRY, 'for pool build-7', 'of pool build-7');
      own.edit(ENTRY, 'the token endpoint answered with 403', 'CG-4031 the token endpoint is not on the allow list');
      own.edit(ENTRY, 'is our pool on the allow list of the gate?', 'is our pool on the list?');
      await refused(
        /contoso-gateway\.yaml:\d+: this example should match contoso-gateway alone, and matches nothing/,
        /contoso-gateway\.yaml:\d+: this example should not match contoso-gateway, and does/,
      );
    });

    it('takes a link only to a host that organization.yaml names, or that ours may lead to', async () => {
      own.edit('sources.yaml', 'wiki.contoso.com', 'learn.microsoft.com');
      await load();
      for (const url of [
        'https://attacker.example/',
        'http://wiki.contoso.com/',
        'https://name:word@wiki.contoso.com/',
      ]) {
        own.write(
          'sources.yaml',
          stringify([{ id: 'contoso-wif', title: 'Wiki', url, checked: '2026-11-20', mark: 'documented' }]),
        );
        await refused(/^sources\.yaml:3: 0\.url: must be an https address on one of: .*wiki\.contoso\.com/);
      }
    });

    it('lets no file say that it is theirs, or ours', async () => {
      own.edit(ENTRY, 'checklist: outside', 'origin: organization\nchecklist: outside');
      await refused(/contoso-gateway\.yaml:9: `origin` is no field of an entry \(its fields are id, title, /);
    });

    it('adds only to what is there, in a file that is named after it', async () => {
      own.write('additions/AADSTS700999.yaml', 'addsTo: AADSTS700999\nnotes:\n  - text: Ask us.\n');
      own.write('additions/other.yaml', 'addsTo: aadsts700211\nnotes:\n  - text: Ask {colour}.\n');
      own.write('additions/AADSTS700211.yaml', 'addsTo: AADSTS700211\n');
      await refused(/additions\/AADSTS700211\.yaml:1: .*needs notes or steps/);
      own.remove('additions/AADSTS700211.yaml');
      await refused(
        /AADSTS700999\.yaml:1: AADSTS700999 is nothing of WIF Doctor's own/,
        /other\.yaml:1: aadsts700211 is nothing .*\(write AADSTS700211\)/,
        /other\.yaml:1: adds to aadsts700211 \(name the file after it\)/,
        /other\.yaml:3: \{colour\} is not a value/,
      );
    });

    it('passes over no YAML in silence', async () => {
      own.write('error/contoso.yaml', 'id: contoso');
      own.write('errors/contoso.yml', 'id: contoso');
      own.write('checklist.yaml', 'id: checklist');
      await refused(
        /^error\/contoso\.yaml:1: would never be read \(rename or move it/,
        /^errors\/contoso\.yml:1: would never be read/,
        /^checklist\.yaml:1: would never be read/,
      );
    });

    it('names a file that is no text, and a folder that is not there', async () => {
      own.write(ENTRY, Buffer.from([0xff, 0xfe, 0x69, 0x00]));
      await refused(/^errors\/contoso-gateway\.yaml:1: is no text in UTF-8 \(save it as UTF-8\)/);
      renameSync(own.path, `${own.path}-gone`);
      try {
        await refused(/^\.:1: the folder cannot be read \(ENOENT\) \(create it/);
      } finally {
        renameSync(`${own.path}-gone`, own.path);
      }
    });

    it('names the line of a misspelt field, and the field that was meant, once', async () => {
      own.edit(ENTRY, 'checks:', 'checkz:');
      own.edit('additions/AADSTS700213.yaml', '  - text:', '  - txt:');
      own.edit('sources.yaml', '  url:', '  link:');
      assert.deepEqual(await problems(), [
        'errors/contoso-gateway.yaml:16: `checkz` is no field of an entry (did you mean `checks`?)',
        'sources.yaml:4: `link` is no field of a source (its fields are id, title, url, edition, checked, mark)',
        'sources.yaml:2: 0.url: is missing (add it)',
        'additions/AADSTS700213.yaml:4: `txt` is no field of a note (did you mean `text`?)',
      ]);
    });

    for (const [what, edit, message] of [
      [
        'an empty file',
        (o: OwnFolder) => o.write(ENTRY, '# later\n'),
        `${ENTRY}:1: the file is empty (fill it, or remove it)`,
      ],
      [
        'a list in place of a text',
        (o: OwnFolder) => o.edit(ENTRY, 'who: platform-team', 'who: [platform-team]'),
        `${ENTRY}:12: who: must be text, and is a list (write it so)`,
      ],
      [
        'a text in place of a list',
        (o: OwnFolder) => o.edit(ENTRY, 'sources: [contoso-wif]', 'sources: contoso-wif'),
        `${ENTRY}:35: sources: must be a list, and is text (write it so)`,
      ],
      [
        'a field without a value',
        (o: OwnFolder) => o.edit(ENTRY, 'who: platform-team', 'who:'),
        `${ENTRY}:12: who: must be text, and is empty (write it so)`,
      ],
      [
        'a word that is none of the choices',
        (o: OwnFolder) => o.edit(ENTRY, 'checklist: outside', 'checklist: beside'),
        `${ENTRY}:9: checklist: is none of the values that it may have (write one of: tasks, tenant, issuer, setup, outside)`,
      ],
      [
        'no example',
        (o: OwnFolder) => o.edit(ENTRY, 'examples:\n  match:', 'asked:\n  match:'),
        [
          `${ENTRY}:36: \`asked\` is no field of an entry (its fields are id, title, label, asks, checks, outcomes, statements, sources, examples, codes, signatures, compares, requires, general, afterLogIn, checklist, verdicts, happened, why, who, steps)`,
          `${ENTRY}:1: examples: is missing (add it)`,
        ],
      ],
      [
        'indentation with a tab',
        (o: OwnFolder) => o.edit('organization.yaml', 'allowedHosts: ', 'allowedHosts:\n\t- '),
        'organization.yaml:4: Tabs are not allowed as indentation (indent with spaces)',
      ],
      [
        'a field twice',
        (o: OwnFolder) => o.edit(ENTRY, 'who: platform-team', 'who: platform-team\nwho: platform-team'),
        `${ENTRY}:13: Map keys must be unique (remove one of the two)`,
      ],
      [
        'an id that is too long',
        (o: OwnFolder) => o.edit('roles.yaml', 'id: platform-team', `id: ${'x'.repeat(41)}`),
        'roles.yaml:2: 0.id: must be letters, digits and hyphens alone, at most 40 (write it so)',
      ],
      [
        'a date in words',
        (o: OwnFolder) => o.edit('sources.yaml', '2026-11-20', 'yesterday'),
        'sources.yaml:5: 0.checked: must be a date as YYYY-MM-DD (write it so)',
      ],
      [
        'bytes of a program',
        (o: OwnFolder) => o.write(ENTRY, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x00, 0x3a])),
        `${ENTRY}:1: is no text in UTF-8 (save it as UTF-8)`,
      ],
      [
        'five megabytes',
        (o: OwnFolder) => o.write(ENTRY, '#'.repeat(5_000_000)),
        [
          `${ENTRY}:1: has 5000000 bytes, and may have 65536 (split it)`,
          '.:1: it holds more than 1048576 bytes (remove what it can do without)',
        ],
      ],
      [
        'a link that leads nowhere',
        (o: OwnFolder) => symlinkSync('/nowhere', join(o.path, 'words/da.yaml')),
        'words/da.yaml:1: is gone, or a link that leads nowhere (remove or correct it)',
      ],
      [
        'a link to a device',
        (o: OwnFolder) => symlinkSync('/dev/zero', join(o.path, 'words/da.yaml')),
        'words/da.yaml:1: is no file (remove it, or put a file in its place)',
      ],
      [
        'a folder that is named like a file',
        (o: OwnFolder) => mkdirSync(join(o.path, 'words/da.yaml')),
        'words/da.yaml:1: is no file (remove it, or put a file in its place)',
      ],
      [
        'an id that two files have',
        (o: OwnFolder) => {
          const text = readFileSync(join(o.path, ENTRY), 'utf8');
          o.write('errors/second.yaml', text);
        },
        [
          'errors/second.yaml:2: holds the id contoso-gateway (name the file after its id)',
          'errors/second.yaml:1: contoso-gateway exists twice (rename one)',
        ],
      ],
    ] as const) {
      it(`says what to do about ${what}`, async () => {
        edit(own);
        assert.deepEqual(await problems(), [message].flat());
      });
    }

    it('quotes no value of a file that is broken', async () => {
      own.edit('organization.yaml', 'name: Contoso', 'name: Contoso\npassword: hunter2\n  token: hunter3');
      assert.doesNotMatch((await problems()).join('\n'), /hunter/);
      own.write('organization.yaml', 'name: [hunter2]\nallowedHosts: ["https://hunter3"]\n');
      assert.doesNotMatch((await problems()).join('\n'), /hunter/);
    });
  });

  describe('cannot slow the answers down', () => {
    it('has no patterns: what looks like one is searched for by its letters and digits', async () => {
      own.edit(ENTRY, 'says: [CG-4031, token', 'says: ["(aaaa+)+[0-9]{1,9}$"]\n  - says: [CG-4031, token');
      const { engine } = await load();
      const long = `${'a'.repeat(200_000)} 7!`;
      assert.doesNotMatch(talk(engine).say(long).verdict, /Contoso/);
      assert.match(talk(engine).say('error: (aaaa+)+[0-9]{1,9}$').verdict, /Contoso gateway/);
    });

    it('refuses a sentence without letters to search for, which would stand in every text', async () => {
      own.edit(ENTRY, 'says: [CG-4031,', 'says: ["ошибка входа",');
      await refused(/contoso-gateway\.yaml:\d+: signatures\.0\.says\.0: must hold at least 6 of the letters a to z/);
    });

    it('bounds files, their size, all of them together, sentences and words', async () => {
      own.write(
        'words/nb.yaml',
        stringify({
          language: 'nb',
          concepts: { many: Array.from({ length: ORGANIZATION_BOUNDS.phrases }, (_, i) => `word ${i}`) },
        }),
      );
      await refused(/^words\/en\.yaml:1: the folder has \d{4} phrases, and may have 1000/);
      own.write('words/nb.yaml', `language: nb\n# ${'x'.repeat(ORGANIZATION_BOUNDS.file)}`);
      await refused(/^words\/nb\.yaml:1: has \d+ bytes, and may have 65536 \(split it\)/);
      for (let i = 0; i < 18; i += 1) own.write(`words/x${i}.yaml`, `# ${'x'.repeat(60_000)}`);
      await refused(/^\.:1: it holds more than 1048576 bytes/);
      for (let i = 0; i < ORGANIZATION_BOUNDS.files; i += 1) own.write(`words/y${i}.yaml`, '');
      await refused(/^\.:1: it has 22\d files, and may have 200/);
    });

    it('answers a long log in little time with as many sentences as it may have', async () => {
      const says = (n: number) => [`${'a'.repeat(190)}b${100 + n}`, 'token endpoint'];
      for (let file = 0; file < 8; file += 1) {
        const signatures = Array.from({ length: 24 }, (_, i) => ({ says: says(file * 24 + i) }));
        const [head = '', tail = ''] = entryText(`many-${file}`).split('SIGNATURES');
        own.write(`errors/many-${file}.yaml`, `${head}signatures: ${JSON.stringify(signatures)}${tail}`);
      }
      const { engine } = await load();
      assert.equal(talk(engine).say(`${'a'.repeat(150)} `.repeat(2_000)).findings.length, 0);
    });

    it('refuses YAML that multiplies itself, or is nested without end', async () => {
      const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
      for (let i = 1; i < 9; i += 1) lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`);
      own.write('organization.yaml', lines.join('\n'));
      own.write('roles.yaml', '['.repeat(20_000));
      await refused(/^organization\.yaml:1: .*/, /^roles\.yaml:1: .*/);
    });
  });
});

/** An entry of Contoso's without what it is known by. */
function entryText(id: string): string {
  return `id: ${id}
title: An entry among many
SIGNATURES
checklist: outside
happened: Something happened.
why: For some reason.
who: platform-team
steps: [{ do: Ask. }]
checks:
  - id: asked
    ask: Did you ask?
    answers: [{ id: "yes", label: "Yes", then: done }, { id: "no", label: "No", then: done }]
outcomes: [{ id: done, verdict: It is done, who: platform-team, steps: [{ do: Ask. }] }]
statements: []
sources: [contoso-wif]
examples: { match: ["${'a'.repeat(190)}b${100 + Number(id.slice(5)) * 24} token endpoint"], not: [something else] }
`;
}

function talk(engine: Engine) {
  let memory: Memory | undefined;
  let last: Reply | undefined;
  let count = 0;
  const turn = (input: Parameters<Engine['respond']>[0]['input']): Reply => {
    count += 1;
    const at = new Date('2026-11-23T12:00:00Z');
    const result = engine.respond({ id: `turn-${count}`, at, place: 'direct', input }, memory);
    memory = result.memory;
    last = result.reply;
    return result.reply;
  };
  const say = (text: string) => turn({ kind: 'text', text, files: [] });
  return {
    say,
    last: () => last ?? assert.fail('nothing was said yet'),
    memoryAfter: (text: string) => {
      say(text);
      return memory;
    },
    press(reply: Reply, label: string): Reply {
      const button = allButtons(reply).find((one) => one.label === label);
      return button ? turn({ kind: 'press', payload: button.press }) : assert.fail(`no button ${label}`);
    },
  };
}
