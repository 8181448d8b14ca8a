/** Which words of a message are said in it, and which are names in code or configuration. */
import assert from 'node:assert/strict';
import { conversation } from '../../conversation.ts';

/** What is found for likely or certain. */
function found(text: string): string[] {
  return conversation()
    .say(text)
    .findings.filter(({ certainty }) => certainty !== 'guess')
    .map(({ id }) => id);
}

describe('the words of a message', () => {
  for (const text of [
    'workload_identity_enabled = true fails on apply',
    'azurerm_kubernetes_cluster.main.workload_identity_enabled is broken',
    'service_connection_id is broken',
    'our federated_identity_enabled flag does not work',
    '{ "AzureAd": { "Issuer": "https://login.microsoftonline.com/common/v2.0", "ValidIssuer": "x", "Use": true } }',
    '"Issuer": "https://login.microsoftonline.com/x/v2.0",\n"use": "federation", // old\n"which": 1',
    'issuer = "https://login.microsoftonline.com/x/v2.0"\nfederation = true',
  ]) {
    it(`are no names in code or configuration: ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), []));
  }

  for (const text of [
    'In WIF, which IssuerNameRegistry should I use to set the issuer',
    'WIF throws ID4243, which issuer do I set?',
    'which issuer for WIF in System.IdentityModel.Services?',
    'our Microsoft.IdentityModel WIF login fails',
    'WIF10201: which issuer does WIF use here?',
    'how do I set up Windows Identity Foundation federation',
    'the service connection fails, aws_iam_role.main is gone',
  ]) {
    it(`are of another product, which may be named in an identifier: ${text}`, () => assert.deepEqual(found(text), []));
  }

  for (const [text, id] of [
    ['which issuer is right? { "issuer": "https://vstoken.dev.azure.com/6f0c1b7e" }', 'issuer-question'],
    ['the service connection fails.what do I do', 'checklist'],
    ['The service connection is down.Please help', 'checklist'],
    ['how to create a service connection with azuredevops_serviceendpoint_azurerm.main', 'terraform-setup'],
    ['client_assertion expired', 'AADSTS700024'],
    ['is login.microsoftonline.com the right issuer for the service connection', 'issuer-question'],
    ['our service connection fails with ID 4175', 'checklist'],
  ] as const) {
    it(`are read beside these: ${text}`, () => assert.deepEqual(found(text), [id]));
  }
});
