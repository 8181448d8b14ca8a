import assert from 'node:assert/strict';
import { type OwnFolder, ownFolder } from '../../own-folder.ts';
import { run } from './run.ts';

const GATEWAY = 'CG-4031: the token endpoint is not on the allow list for pool build-7\n';

describe('wif-doctor with KNOWLEDGE_DIR', () => {
  let own: OwnFolder;
  before(() => {
    own = ownFolder();
  });
  after(() => own.remove());

  const ask = (args: readonly string[], input?: string) =>
    run(args, { input, env: { KNOWLEDGE_DIR: own.path, PORT: '0', DATABASE_URL: 'file::memory:' } });

  it('diagnoses, explains, chats and answers about tasks from it, and says whose it is', async () => {
    const all = await Promise.all([
      ask(['diagnose'], GATEWAY),
      ask(['chat'], GATEWAY),
      ask(['explain', 'contoso-gateway']),
      ask(['explain', 'AADSTS700213']),
      ask(['task', 'ContosoDeploy@1']),
      ask(['review', '-'], 'steps:\n  - task: ContosoDeploy@1\n    inputs:\n      azureSubscription: contoso\n'),
    ]);
    const said = [
      /Contoso gateway/,
      /Contoso gateway/,
      /Contoso gateway/,
      /ask #platform/,
      /ContosoDeploy@2/,
      /ContosoDeploy@2/,
    ];
    all.forEach(({ stdout, stderr }, i) => {
      assert.equal(stderr, '');
      assert.match(stdout, said[i] ?? /$^/);
      assert.match(stdout, /[Ff]rom your organization|your organization says/);
    });
  });

  it('knows nothing of it without the setting, or where that is blank', async () => {
    for (const blank of ['', ' ']) {
      const { status } = await run(['explain', 'contoso-gateway'], { env: { KNOWLEDGE_DIR: blank } });
      assert.equal(status, 1);
    }
  });

  it('ends with 1 where the folder cannot be used, and names file, line and remedy', async () => {
    own.write('additions/AADSTS999999.yaml', 'addsTo: AADSTS999999\nnotes:\n  - text: Ask us.\n');
    for (const args of [['diagnose'], ['task', 'AzureCLI@2'], ['serve']]) {
      const { stdout, stderr, status } = await ask(args, GATEWAY);
      assert.equal(status, 1, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^wif-doctor: KNOWLEDGE_DIR: .*\n- additions\/AADSTS999999\.yaml:1: .* \(name an entry/);
    }
  });
});
