/** Which numbers are codes, and which are part of something else. */
import assert from 'node:assert/strict';
import { readCodes } from '../../../bot/read/codes.ts';

const FEDERATION = new Set(['AADSTS70021', 'AADSTS700213', 'AADSTS7000222']);
const KNOWN = new Set([...FEDERATION, 'AADSTS70002', 'AADSTS50126']);

function codesIn(text: string): string[] {
  return readCodes(text, KNOWN, FEDERATION, true).map(({ code }) => code);
}

describe('readCodes', () => {
  for (const [text, ...codes] of [
    ['AADSTS700213: No matching', 'AADSTS700213'],
    ['fails with AADSTS70021/700213', 'AADSTS70021', 'AADSTS700213'],
    ['AADSTS 70021, 700213 and 7000222', 'AADSTS70021', 'AADSTS700213', 'AADSTS7000222'],
    ['"error_codes":[70002,50126]', 'AADSTS70002', 'AADSTS50126'],
    ['AADSTS70021, 12345 times', 'AADSTS70021'],
    ['invalid_client: Error(s): 700213 - Timestamp: 2025-08-30 02:10:00Z - Description: ***', 'AADSTS700213'],
    ['Error(s): 7000299 - Timestamp: 2025-08-30 02:10:00Z - Description: ***', 'AADSTS7000299'],
    ['status message: Error(s): 7000222', 'AADSTS7000222'],
    ['Error code: 700213', 'AADSTS700213'],
    ['errorCode 700213', 'AADSTS700213'],
    ['errorCode: 700213', 'AADSTS700213'],
    ['the token request of our tenant failed, error_code=50126', 'AADSTS50126'],
    ['https://login.microsoftonline.com/error?code=50126', 'AADSTS50126'],
    ['wif login fails (700213)', 'AADSTS700213'],
    ['AADSTS7000\n222: The provided', 'AADSTS7000222'],
    ['AADSTS70021\n3 more lines', 'AADSTS70021'],
    ['AAD\nSTS700213', 'AADSTS700213'],
    ['aadst\ns50126: and\nA\nADSTS70002', 'AADSTS50126', 'AADSTS70002'],
    ['700213 in wif, then AADSTS50126', 'AADSTS700213', 'AADSTS50126'],
    ['"error_codes":[50126], AADSTS70002, error_code=700213', 'AADSTS50126', 'AADSTS70002', 'AADSTS700213'],
    ['error text 700213', 'AADSTS700213'],
    ['next: 700213', 'AADSTS700213'],
    ['what is 700213?', 'AADSTS700213'],
    ['700213 keeps coming back', 'AADSTS700213'],
    ['got 700213 again in the pipeline', 'AADSTS700213'],
    ['700213 after renaming the project', 'AADSTS700213'],
    ['the pipeline fails with 70021', 'AADSTS70021'],
    ['login fails: 70021', 'AADSTS70021'],
    ['error code 700213', 'AADSTS700213'],
    ['now 70021 instead of 700213', 'AADSTS70021', 'AADSTS700213'],
    ['vi får 700213 i pipelinen', 'AADSTS700213'],
    ['fejlkode 70021', 'AADSTS70021'],
    ['hvad betyder 700213', 'AADSTS700213'],
    ['the pipeline dies with 700213', 'AADSTS700213'],
    ['we see both 70021 and 700213, what is the difference?', 'AADSTS70021', 'AADSTS700213'],
    ['what is the difference between 70021 and 700213', 'AADSTS70021', 'AADSTS700213'],
    ['forskellen mellem 70021 og 700213', 'AADSTS70021', 'AADSTS700213'],
    ['cannot get it to work, it tells me 70021', 'AADSTS70021'],
    ['my pipeline gives AADST700213', 'AADSTS700213'],
    ['AASDTS: 50126 again', 'AADSTS50126'],
    ['50126', 'AADSTS50126'],
    ['what is 50126?', 'AADSTS50126'],
    ['entra error 50126', 'AADSTS50126'],
    ['our azure login fails with 50126', 'AADSTS50126'],
    ['hva betyr 50126', 'AADSTS50126'],
  ] as const) {
    it(`reads ${codes.join(', ')}: ${JSON.stringify(text)}`, () => assert.deepEqual(codesIn(text), codes));
  }

  for (const text of [
    'AADSTS1234 is too short',
    'AADSTS12345678 is too long',
    'AADSTS7000\n111 is none',
    'build 70021 is red',
    'AADS 50126 is too little of it',
    'AAD\n\nSTS700213 is another line',
    'AAD STS 700213 asks for a token of Azure AD from its token service',
    'DSTS700213 is a name',
    'atttt 50126 is another word',
    `errorCode: 50126 from the database${' rows'.repeat(66)} of a tenant`,
    `a tenant${' rows'.repeat(66)} says errorCode: 50126`,
    'errorCode: 12345 from the database',
    'errorCode: 50126 from the database',
    'errorCode: 70021 from the database',
    'Azure Function says errorCode: 12345',
    'Error(s): 50126 found, 12 warnings',
    '70021 Error(s)',
    'azure sql error 50126',
    'the pipeline of our shop says 50126',
    'what is port 50126?',
    'we copied 50126 to the tenant',
    'Log.e("Loader", "createWidget error 70021");',
    'that adds 50126 rows',
    'AADST12345 is none',
    'XAADST700213',
    'PO 7000222 is paid',
    'see AB#700213',
    'room 70021',
    'at 12:30, 500126 rows',
    'we sold 700213 units',
    'we had 700213 failed logins',
    'order 700213 was shipped',
    'somewhere between 70021 and 700213 rows of the tenant',
    'the server dies with 70021 open handles',
    'both 70021 rows',
    'our postal code is 700213',
    'the population is 700213',
    'the pipeline of deal 700213',
    'we renamed it for $700213',
    'got 700213 from the raffle',
    'vi solgte 700213 enheter',
    'kunde 700213 klager',
    'medarbejder 700213 kan ikke logge ind',
  ]) {
    it(`reads none: ${text}`, () => assert.deepEqual(codesIn(text), []));
  }

  it('says where each stands, and how', () => {
    const text = 'AADSTS70021/700213, "error_codes":[70002,50126], wif error 7000222';
    const first = (what: string) => ({ at: text.indexOf(what), places: [text.indexOf(what)] });
    assert.deepEqual(readCodes(text, KNOWN, FEDERATION, true), [
      { code: 'AADSTS70021', at: 0, form: 'prefixed', places: [0] },
      { code: 'AADSTS700213', ...first('700213'), form: 'prefixed' },
      { code: 'AADSTS70002', ...first('error_codes'), form: 'field' },
      { code: 'AADSTS50126', ...first('50126'), form: 'field' },
      { code: 'AADSTS7000222', ...first('7000222'), form: 'bare' },
    ]);
    const again = readCodes('AADSTS70021 and later AADSTS70021', KNOWN, FEDERATION, true);
    assert.deepEqual(
      again.map(({ places }) => places),
      [[0, 22]],
    );
  });

  it('counts where it stands first', () => {
    const text = 'our tenant: error_code=50126, then errorCode: 50126, AADSTS7000\n222';
    assert.deepEqual(readCodes(text, KNOWN, FEDERATION, true), [
      { code: 'AADSTS50126', at: 12, form: 'field', places: [12, 35] },
      { code: 'AADSTS7000222', at: 53, form: 'prefixed', places: [53] },
    ]);
    assert.equal(readCodes('AASDTS 50126', KNOWN, FEDERATION, true)[0]?.form, 'bare');
  });

  it('takes a number in brackets for a code where the text speaks of these codes', () => {
    const codes = (text: string): string[] => readCodes(text, KNOWN, FEDERATION, true).map(({ code }) => code);
    assert.deepEqual(
      codes('the AADSTS code tells whether the credential is unknown (700213) or the password wrong (50126)'),
      ['AADSTS700213', 'AADSTS50126'],
    );
    assert.deepEqual(codes('the list tells whether the customer is unknown (700213) or the parcel lost (50126)'), []);
  });

  it('takes a bare number or a prefix with a typing error for a code in a message only, not in a log', () => {
    for (const text of ['wif fails with 700213', 'AADST700213']) {
      assert.deepEqual(readCodes(text, KNOWN, FEDERATION, false), [], text);
    }
  });

  it('reads a code that exists however many that do not stand before it', () => {
    const unknown = [...Array(600).keys()].map((number) => `AADSTS${9_000_000 + number}`).join('\n');
    const codes = codesIn(`${unknown}\nAADSTS700213`);
    assert.equal(codes.length, 501);
    assert.ok(codes.includes('AADSTS700213'));
  });
});
