/** A credential that a message tells in words beside its error is the identity's side, and never what was presented. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../bot/match/catalog.ts';
import { withStatedCredential } from '../../../bot/match/stated-credential.ts';
import { type Part, readParts } from '../../../bot/read/parts.ts';
import { knowledge } from '../../../knowledge/compiled.ts';

const catalog = createCatalog(knowledge);
const ERROR = "AADSTS700213: no match for presented assertion subject 'sc://fabrikam/web/arm'.";
const ISSUER = 'https://vstoken.dev.azure.com/4d8c70ab-5b19-47e3-a1f4-9e0c6b7d2f13';

function partOf(text: string): Part {
  const [part] = readParts({ kind: 'text', text, files: [] }, catalog.known);
  return part ?? assert.fail();
}

describe('withStatedCredential', () => {
  for (const [said, stated] of [
    ['Our federated credential has subject sc://fabrikam/web/old.', { subject: 'sc://fabrikam/web/old' }],
    ['Our federated credential has the subject sc://fabrikam/web/old?!', { subject: 'sc://fabrikam/web/old' }],
    [`The federated credential has issuer ${ISSUER}.`, { issuer: ISSUER }],
    [
      `The federated credential has issuer ${ISSUER} and subject sc://fabrikam/web/old.`,
      { issuer: ISSUER, subject: 'sc://fabrikam/web/old' },
    ],
    [
      'The federated credential has issuer https://issuer.example.com/x and subject sc://fabrikam/web/old.',
      { subject: 'sc://fabrikam/web/old' },
    ],
  ] as const) {
    for (const text of [`${ERROR} ${said}`, `${said}\n${ERROR}`, `Hello. ${ERROR}\n${said}\nThanks!`]) {
      it(`reads it: ${JSON.stringify(text.slice(0, 60))}… ${JSON.stringify(Object.keys(stated))}`, () => {
        const part = partOf(text);
        const { json, evidence, rest, values } = withStatedCredential(part, catalog.vocabulary);
        const credentials = [{ ...stated, audiences: [] }];
        assert.deepEqual(json, [{ kind: 'federated-credentials', owner: 'unknown', credentials }]);
        assert.equal(evidence.subject?.text, 'sc://fabrikam/web/arm');
        assert.equal(evidence.issuer, undefined);
        assert.equal(values.subject, 'sc://fabrikam/web/arm');
        assert.equal(rest.length, part.rest.length);
        assert.ok(rest.includes(ERROR) && !/old|vstoken/.test(rest));
      });
    }
  }

  const HAS = 'Our federated credential has subject sc://fabrikam/web/old.';
  const LIST = '[{"issuer":"https://vstoken.dev.azure.com/x","subject":"sc://fabrikam/web/y","audiences":["a"]}]';
  for (const [why, text] of [
    ['no error stands beside it', HAS],
    ['it is what was presented', `AADSTS700213. The presented credential has subject sc://fabrikam/web/old.`],
    ['no credential is spoken of', `${ERROR} The connection has subject sc://fabrikam/web/old.`],
    ['the value comes before the word', `AADSTS700213. sc://fabrikam/web/old is not in the federated credential.`],
    [
      'one of two subjects may be what was presented',
      `AADSTS700213. The federated credential has subject sc://fabrikam/web/old, not sc://fabrikam/web/arm.`,
    ],
    ['the subject is of no federation', `${ERROR} Our federated credential has subject "CN=web".`],
    [
      'the issuer is of nobody that is known',
      `${ERROR} Our federated credential has issuer https://issuer.example.com/x.`,
    ],
    ['it stands in a log, not in a message', `${ERROR}\n${'a line of a log\n'.repeat(60)}${HAS}`],
    ['the list itself is there', `AADSTS700213\n${LIST}\n${HAS}`],
  ] as const) {
    it(`leaves all as it is where ${why}`, () => {
      const part = partOf(text);
      assert.equal(withStatedCredential(part, catalog.vocabulary), part);
    });
  }
});
