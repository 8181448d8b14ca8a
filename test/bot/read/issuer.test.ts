import assert from 'node:assert/strict';
import fc from 'fast-check';
import { issuerKind, subjectIds, subjectKind, subjectParts } from '../../../bot/read/issuer.ts';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('issuerKind', () => {
  for (const [issuer, kind] of [
    [`https://vstoken.dev.azure.com/${ID}`, 'azure-devops'],
    [`vstoken.dev.azure.com/${ID}/`, 'azure-devops'],
    [`http://vstoken.dev.azure.com:443/${ID}`, 'azure-devops'],
    [`https://login.microsoftonline.com/${ID}/v2.0`, 'entra'],
    [` HTTPS://Login.MicrosoftOnline.com/${ID}`, 'entra'],
    [`https://login.microsoftonline.us/${ID}/v2.0`, 'entra'],
    [`https://app.vstoken.visualstudio.com/${ID}`, 'legacy'],
    ['https://token.actions.githubusercontent.com', 'github'],
    ['https://github.contoso.com/_services/token', 'github'],
    [`https://westeurope.oic.prod-aks.azure.com/${ID}/${OTHER_ID}/`, 'kubernetes'],
    ['https://oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'kubernetes'],
    ['https://container.googleapis.com/v1/projects/p/locations/l/clusters/c', 'kubernetes'],
    ['https://accounts.google.com', 'other'],
    ['https://container.googleapis.com/v1/projects/p', 'other'],
    ['https://fabrikam.com/clusters/c', 'other'],
    ['https://fabrikam.com/contoso/_services/token', 'other'],
    ['https://fabrikam.com/_services/tokens', 'other'],
    [`ftp://vstoken.dev.azure.com/${ID}`, 'other'],
    [`https://vstoken.dev.azure.com.fabrikam.com/${ID}`, 'other'],
    [`https://fabrikam.com/vstoken.dev.azure.com/${ID}`, 'other'],
    [`https://login.microsoftonline.com@fabrikam.com/${ID}`, 'other'],
    ['', 'other'],
  ] as const) {
    it(`takes ${issuer || 'nothing'} for ${kind}`, () => assert.equal(issuerKind(issuer), kind));
  }
});

describe('subjects', () => {
  it('reads the three names, with URL encoding undone', () => {
    const parts = { organization: 'contoso', project: 'web shop', connection: 'prod/azure' };
    assert.deepEqual(subjectParts('sc://contoso/web%20shop/prod/azure'), parts);
    assert.deepEqual(subjectParts(' SC://contoso/web shop/prod/azure\n'), parts);
    assert.equal(subjectKind('sc://contoso/web shop/prod/azure'), 'names');
  });

  it('leaves broken URL encoding as it stands', () => {
    assert.equal(subjectParts('sc://contoso/100%/azure')?.project, '100%');
  });

  it('reads the two ids, whatever Entra put before them', () => {
    const subject = `/eid1/c/pub/t/abc/a/def/sc/${ID.toUpperCase()}/${OTHER_ID}`;
    assert.equal(subjectKind(subject), 'ids');
    assert.deepEqual(subjectIds(subject), { organization: ID, connection: OTHER_ID });
  });

  for (const subject of [
    '',
    'sc://contoso/shop',
    'see sc://contoso/shop/azure',
    'sc://contoso/shop/azure\nand more',
    'repo:contoso/shop:ref:refs/heads/main',
    'system:serviceaccount:a:b',
    `/sc/${ID}`,
  ]) {
    it(`takes ${JSON.stringify(subject)} for neither`, () => assert.equal(subjectKind(subject), 'other'));
  }

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void [issuerKind(text), subjectKind(`sc://${text}`)]),
    );
  });
});
