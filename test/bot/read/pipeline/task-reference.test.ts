import assert from 'node:assert/strict';
import { taskReference } from '../../../../bot/read/pipeline/task-reference.ts';

describe('taskReference', () => {
  for (const [full, name, major] of [
    ['AzureCLI@2', 'AzureCLI', 2],
    ['AzureCLI@2.198.1', 'AzureCLI', 2],
    ['AzureCLI@2.*', 'AzureCLI', 2],
    ['contoso.web-tools.Deploy_all@10', 'contoso.web-tools.Deploy_all', 10],
    ['0f8fad5b-d9cb-469f-a165-70867728950e@1', '0f8fad5b-d9cb-469f-a165-70867728950e', 1],
    ['AzureCLI', 'AzureCLI', undefined],
    ['7', '7', undefined],
    ['AzureCLI@', 'AzureCLI', undefined],
    ['AzureCLI@v2', 'AzureCLI', undefined],
    ['AzureCLI@2-preview', 'AzureCLI', undefined],
    ['AzureCLI@$(major)', 'AzureCLI', undefined],
    [`AzureCLI@\${{ parameters.major }}`, 'AzureCLI', undefined],
    [`\${{ parameters.task }}@2`, `\${{ parameters.task }}`, 2],
    ['$[variables.task]@2', '$[variables.task]', 2],
    [`${'A'.repeat(198)}@2`, 'A'.repeat(198), 2],
  ] as const) {
    it(`reads ${full.slice(0, 50)}`, () => assert.deepEqual(taskReference(full), { name, major }));
  }

  for (const full of [
    '',
    '@2',
    `@\${{ parameters.major }}`,
    'make the build',
    'build/all@2',
    '(build)',
    'build!',
    'AzureCLI@2 or newer',
    `${'A'.repeat(199)}@2`,
  ]) {
    it(`takes "${full.slice(0, 50)}" for no task`, () => assert.equal(taskReference(full), undefined));
  }
});
