import assert from 'node:assert/strict';
import { fold } from '../../../bot/read/fold.ts';

describe('fold', () => {
  for (const [text, words] of [
    ['', ''],
    ['Does AzureCLI@1 support WIF?', 'does azurecli 1 support wif'],
    ['Støtter AzureCLI@1?', 'stotter azurecli 1'],
    ['Ærø', 'aero'],
    ['å', 'a'],
    ['Straße, Łódź — Đà Nẵng', 'strasse lodz da nang'],
    ["It doesn't say 'expired'", 'it doesnt say expired'],
    ["Æ doesn't say 'expired'", 'ae doesnt say expired'],
    ['L\u2019été n\u2019a pas \u2018expiré\u2019', 'lete na pas expire'],
    ['сервис 接続 2', 'сервис 接続 2'],
  ] as const) {
    it(`makes "${words}" of "${text}"`, () => assert.equal(fold(text), words));
  }
});
