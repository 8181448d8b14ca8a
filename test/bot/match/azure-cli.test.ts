/** What the version of Azure CLI in a log tells: only of the task that failed, and only where it decides something. */
import assert from 'node:assert/strict';
import { cliSignal } from '../../../bot/match/azure-cli.ts';
import { createCatalog } from '../../../bot/match/catalog.ts';
import { errorsIn } from '../../../bot/match/errors.ts';
import { readParts } from '../../../bot/read/parts.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const catalog = createCatalog(knowledge);
const LINE = '='.repeat(78);
const banner = (task: string): string => ['Task         : ', 'Version      : 2.240.1'].join(`${task}\n`);
const EARLY = 'azure-cli                         2.59.0';
const LATER = 'azure-cli                         2.70.0';
const ERROR = 'AADSTS700024: Client assertion is not within its valid time range.';
const times = (current: string, expiry: string): string =>
  `${ERROR} Current time: 2026-11-20T${current}Z, assertion valid from 2026-11-20T09:00:00Z, expiry time of assertion 2026-11-20T${expiry}Z.`;
const SIX_MINUTES = times('09:06:00', '09:05:00');
const NOT_YET = times('08:59:00', '09:10:00');

function signals(...lines: readonly string[]): string[] {
  const [part] = readParts({ kind: 'text', text: lines.join('\n'), files: [] }, catalog.known);
  assert.ok(part);
  return cliSignal(
    part,
    errorsIn(part, catalog).map(({ error }) => error),
  );
}

describe('the version of Azure CLI in a log', () => {
  it('tells that this one refuses early, or that it is another where the assertion was young', () => {
    assert.deepEqual(signals(EARLY, ERROR), ['cli:refuses-early']);
    assert.deepEqual(signals(LATER, SIX_MINUTES), ['cli:other']);
    assert.deepEqual(signals(LATER, ERROR), []);
    assert.deepEqual(signals(ERROR), []);
  });

  it('tells nothing of an assertion that was not valid yet', () => assert.deepEqual(signals(EARLY, NOT_YET), []));

  it('counts in the task of the error alone, or where no task is named', () => {
    const [one, other] = [banner('Azure CLI'), banner('Azure PowerShell')];
    assert.deepEqual(signals(one, LINE, EARLY, ERROR), ['cli:refuses-early']);
    assert.deepEqual(signals(one, LINE, EARLY, other, LINE, ERROR), []);
    assert.deepEqual(signals(one, LINE, ERROR, other, LINE, EARLY), []);
    assert.deepEqual(signals(EARLY, one, LINE, ERROR), ['cli:refuses-early']);
    assert.deepEqual(signals(one, LINE, EARLY, ERROR, other, LINE, 'AADSTS700016: Application not found'), []);
  });
});
