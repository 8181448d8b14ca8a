import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { jsonBytes, renderCard, summaryOf } from '../../../adapters/card/card.ts';
import type { AdaptiveCard } from '../../../adapters/card/element.ts';
import { CARD_LIMITS } from '../../../adapters/card/limits.ts';
import { pressSchema } from '../../../bot/press.ts';
import { NO_BUTTONS, REPLY_BOUNDS, type Reply } from '../../../bot/reply.ts';
import { anyReply } from './any-reply.ts';
import { SAMPLE } from './sample-reply.ts';

/** The package's own entry is written for bundlers only. */
const adaptiveCards: typeof import('adaptivecards') = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

type Json = { readonly [key: string]: unknown };

/** Every object in the card, from the top, each with the name under which it stands. */
function* parts(value: unknown, name = ''): Generator<{ readonly name: string; readonly part: Json }> {
  if (Array.isArray(value)) for (const item of value) yield* parts(item, name);
  else if (typeof value === 'object' && value !== null) {
    yield { name, part: value as Json };
    for (const [key, inner] of Object.entries(value)) yield* parts(inner, key);
  }
}

const ofType = (card: AdaptiveCard, type: string) =>
  [...parts(card)].map(({ part }) => part).filter((part) => part.type === type);

/** All that a person reads of a card, a block a line. */
function textOf(card: AdaptiveCard): string {
  return [...parts(card)]
    .map(({ part }) => {
      if (part.type === 'RichTextBlock') return (part.inlines as { text: string }[]).map(({ text }) => text).join('');
      return part.type === 'TextBlock' ? part.text : undefined;
    })
    .filter((text) => text !== undefined)
    .join('\n');
}

/** What the official library has to say against a card. */
function complaints(card: AdaptiveCard): readonly string[] {
  const context = new adaptiveCards.SerializationContext(adaptiveCards.Versions.v1_5);
  const parsed = new adaptiveCards.AdaptiveCard();
  // The library counts the buttons of the overflow menu too; of the others there are never more than three in a row.
  parsed.hostConfig = new adaptiveCards.HostConfig({ actions: { maxActions: 8 } });
  parsed.parse(card, context);
  const said = [];
  for (let index = 0; index < context.eventCount; index++) said.push(context.getEventAt(index).message);
  for (const { message } of parsed.validateProperties().validationEvents) said.push(message);
  return said;
}

/** The properties that each type of element has in version 1.5, of those used here. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['version', 'body', 'fallbackText', 'speak', 'msteams'],
  TextBlock: ['style', 'text', 'size', 'weight', 'wrap', 'spacing', 'separator'],
  RichTextBlock: ['inlines', 'spacing', 'separator'],
  TextRun: ['text', 'size', 'weight', 'isSubtle', 'underline', 'fontType', 'selectAction'],
  ColumnSet: ['columns', 'spacing', 'separator'],
  Column: ['width', 'items'],
  Container: ['style', 'items', 'spacing', 'separator'],
  ActionSet: ['id', 'actions', 'spacing', 'separator'],
  'Action.Execute': ['title', 'tooltip', 'verb', 'data', 'mode', 'fallback'],
  'Action.Submit': ['title', 'data', 'mode'],
  'Action.OpenUrl': ['url'],
};

describe('the card of an answer', () => {
  const card = renderCard(SAMPLE);

  it('begins with the verdict, as a heading', () => {
    const [first] = card.body;
    assert.deepEqual(first, {
      type: 'TextBlock',
      style: 'heading',
      text: SAMPLE.verdict,
      size: 'Medium',
      weight: 'Bolder',
      wrap: true,
    });
  });

  it('says all that the answer says, in its order', () => {
    assert.equal(
      textOf(card),
      [
        SAMPLE.verdict,
        'Your text held a secret. Make a new one.',
        'What your log shows',
        'Presented by Azure DevOps, expected by the identity',
        'subject',
        'presented',
        'sc://contoso/shop/prod-azure (line 1)',
        'expected',
        'not in your text',
        'issuer',
        'presented',
        'https://login.microsoftonline.com/00000000/v2.0',
        'Also',
        'task: AzureCLI@2',
        'Why: it was made for another subject.',
        'Do this (owner of the app registration)',
        '1.',
        'Open the service connection.',
        '2.',
        'Copy both values here',
        '•',
        'AADSTS700016 too, line 9',
        'Command',
        'az ad app federated-credential list \\\n  --id 00000000',
        '✓ Renamed? Yes',
        'Next check',
        'Was the organization renamed?',
        '•',
        'Compare it with the name in the address bar.',
        'This issuer stops on 1 July 2027.',
        'Conversion of service connections · checked 2026-11-23',
        'The task · from the source code · checked 2026-08-21',
      ].join('\n'),
    );
  });

  it('has the answers below the check, then the secondary row with the rest in its overflow menu', () => {
    const kinds = card.body.map((element) => (element.type === 'ActionSet' ? element.id : element.type));
    assert.ok(kinds.indexOf('answers') < kinds.indexOf('follow'));
    const sets = ofType(card, 'ActionSet').map(({ actions }) =>
      (actions as Json[]).map(({ title, mode }) => (mode === undefined ? title : `${title} (${mode})`)),
    );
    assert.deepEqual(sets, [
      ['Yes', 'No', 'Not sure'],
      ['This solved it', 'Still failing', 'Start over', 'Why this? (secondary)'],
    ]);
  });

  it('has buttons that send the press back, also from clients without Action.Execute', () => {
    const buttons = ofType(card, 'Action.Execute');
    assert.equal(buttons.length, 7);
    for (const { verb, title, data, fallback } of buttons) {
      assert.equal(verb, 'press');
      pressSchema.parse((data as Json).press);
      const submit = fallback as Json;
      assert.deepEqual([submit.type, submit.title, submit.data], ['Action.Submit', title, data]);
    }
    assert.equal(buttons[0]?.tooltip, 'Yes: Was the organization renamed?');
  });

  it('can be read aloud, and says what is missing where it cannot be shown', () => {
    assert.equal(card.speak, `${SAMPLE.verdict} Was the organization renamed?`);
    assert.match(card.fallbackText, /^The identity has no federated credential.*Adaptive Cards 1\.5\.$/);
  });

  it('is found right by the official library', () => {
    assert.deepEqual(complaints(card), []);
    assert.ok(complaints({ ...card, body: [{ type: 'Nonsense' } as never] }).length > 0);
  });

  it('shows the answers even where no check is asked', () => {
    const bare = renderCard({ ...SAMPLE, blocks: [] });
    assert.deepEqual(
      bare.body.map(({ type }) => type),
      ['TextBlock', 'ActionSet', 'ActionSet', 'RichTextBlock', 'RichTextBlock'],
    );
    assert.equal(renderCard({ ...SAMPLE, blocks: [], sources: [], buttons: NO_BUTTONS }).body.length, 1);
  });
});

describe('the card of any answer', () => {
  const always = (check: (card: AdaptiveCard, reply: Reply) => void) =>
    fc.assert(
      fc.property(anyReply, (reply) => check(renderCard(reply), reply)),
      { numRuns: 300 },
    );

  it('stays within the size that Teams takes', () => {
    always((card) => assert.ok(jsonBytes(card) <= CARD_LIMITS.bytes));
  });

  it('is found right by the official library', () => {
    always((card) => assert.deepEqual(complaints(card), []));
  });

  it('has no property that version 1.5 lacks, no empty text, no mention and no template', () => {
    always((card) => {
      for (const { name, part } of parts(card)) {
        if (name === 'data' || name === 'press') continue;
        if (name === 'msteams') assert.deepEqual(part, { width: 'Full' });
        else {
          const allowed = PROPERTIES[String(part.type)];
          assert.ok(allowed, `an element of type ${part.type}`);
          for (const key of Object.keys(part))
            assert.ok(key === 'type' || allowed.includes(key), `${part.type}.${key}`);
          if ('text' in part) assert.notEqual(part.text, '');
          if ('text' in part) assert.doesNotMatch(String(part.text), /\{\{(?:DATE|TIME)\(/);
          for (const list of [part.inlines, part.columns, part.actions]) {
            if (list !== undefined) assert.ok((list as unknown[]).length > 0);
          }
        }
      }
    });
  });

  it('holds nothing in its Markdown fields that Markdown would change', () => {
    always((card) => {
      const fields = [...ofType(card, 'TextBlock').map(({ text }) => String(text)), card.fallbackText];
      for (const text of fields) assert.doesNotMatch(text, /[[\]*_`~<>#|!\\{}$&]|:\/\/|^\s*(?:[-+>]|\d+[.)])|www\./);
    });
  });

  it('opens nothing but https addresses', () => {
    always((card) => {
      for (const { url } of ofType(card, 'Action.OpenUrl'))
        assert.match(String(url), /^https:\/\/learn\.microsoft\.com\//);
    });
  });

  it('has no more buttons than the model allows, each with its press', () => {
    always((card, reply) => {
      const { answers, follow, more } = reply.buttons;
      const presses = ofType(card, 'Action.Execute').map(({ data }) => (data as Json).press);
      assert.deepEqual(
        presses,
        [...answers, ...follow, ...more].map(({ press }) => press),
      );
    });
  });
});

describe('an answer beyond the bounds of the model', () => {
  const long = 'ж'.repeat(20_000);
  const block = { kind: 'steps', title: long, items: Array(50).fill([{ text: long, style: 'code' }]) } as const;
  const check = { kind: 'check', question: [{ text: 'Was it renamed?' }] } as const;
  const huge: Reply = { ...SAMPLE, verdict: long, blocks: [...Array(30).fill(block), check].slice(-12) };
  const card = renderCard(huge);

  it('still fits, keeps its check and its buttons, and says that something is left out', () => {
    assert.ok(jsonBytes(card) <= CARD_LIMITS.bytes);
    assert.match(textOf(card), /Was it renamed\?/);
    assert.match(textOf(card), /The rest is left out/);
    assert.equal(ofType(card, 'Action.Execute').length, 7);
    assert.deepEqual(complaints(card), []);
  });

  it('has a summary of one short line', () => {
    assert.equal(summaryOf(huge).length, REPLY_BOUNDS.verdict);
    assert.equal(summaryOf({ ...SAMPLE, verdict: ' two\n lines ' }), 'two lines');
    assert.equal(summaryOf({ ...SAMPLE, verdict: '' }), 'WIF Doctor answered.');
  });

  it('is never cut inside a character', () => {
    for (const lead of ['', 'x']) {
      const cut = renderCard({ ...SAMPLE, blocks: [{ kind: 'code', text: lead + '🩺'.repeat(2000) }] });
      assert.doesNotMatch(JSON.stringify(cut), /\\ud/i);
    }
  });
});
