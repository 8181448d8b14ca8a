/** What a person tells beside an error answers its check, and what nobody has told does not. */
import assert from 'node:assert/strict';
import { conversation } from '../../conversation.ts';

const ERROR = "AADSTS700213: No matching federated identity record found for presented assertion subject 'sc://a/b/c'.";
const CHECK = 'Was the organization, the project or the connection renamed?';

function answered(text: string): string | undefined {
  const block = conversation()
    .say(text)
    .blocks.find(({ kind }) => kind === 'answered');
  return block?.kind === 'answered' ? block.items.find(({ question }) => question === CHECK)?.answer : undefined;
}

describe('what is told beside an error', () => {
  for (const words of [
    'We renamed the project last week.',
    'since the organization was recently renamed',
    'our service connection has a new name',
    'vi har omdøpt prosjektet',
    'projektet har skiftet navn',
    'We renamed the project on Monday. Does that matter?',
  ]) {
    it(`answers its check: ${words}`, () => assert.equal(answered(`${ERROR} ${words}`), 'Yes (read from your text)'));
  }

  it('answers that of another error with the same check', () => {
    const text = "we renamed the project. AADSTS70021: presented assertion. Assertion Subject: 'sc://a/b/c'";
    assert.equal(answered(text), 'Yes (read from your text)');
  });

  for (const words of [
    'Was the project renamed?',
    'We have not renamed the project.',
    "we haven't renamed the project",
    'nobody renamed the project',
    'nothing was renamed in the project',
    'vi har ikke omdøpt prosjektet',
    'We renamed the variable group and then ran all that is in the project.',
    'the project is new',
  ]) {
    it(`leaves it open: ${words}`, () => assert.equal(answered(`${ERROR} ${words}`), undefined));
  }

  it('is not looked for in a log', () => {
    const log = `${ERROR}\n${'a line of the log\n'.repeat(20)}the project was renamed`;
    assert.equal(answered(log), undefined);
  });
});
