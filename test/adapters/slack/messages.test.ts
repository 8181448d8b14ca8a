import assert from 'node:assert/strict';
import { type Answer, BOT, status } from './fake-slack-api.ts';
import { directMessage, mention, nextTs } from './slack-requests.ts';
import { BOT_TOKEN, type Running, startDoor, type Wish } from './start-door.ts';

describe('a message to the bot in Slack', () => {
  let running: Running;
  const start = async (wish?: Wish) => {
    running = await startDoor(wish);
    return running;
  };
  afterEach(() => running.close());

  it('is answered in the thread that a mention begins, without previews of links', async () => {
    const { event, api } = await start();
    const body = mention('AADSTS700213 &amp; more');
    const response = await event(body);
    assert.equal(response.status, 200);
    const { args, authorization } = await api.called('chat.postMessage');
    assert.equal(authorization, `Bearer ${BOT_TOKEN}`);
    assert.equal(args.channel, 'C1');
    assert.equal(args.thread_ts, body.event.ts);
    assert.match(String(args.text), /^shared heard: AADSTS700213 &amp; more/);
    assert.deepEqual([args.unfurl_links, args.unfurl_media], [false, false]);
    assert.ok(Array.isArray(args.blocks) && args.blocks.length > 1);
    assert.equal(args.reply_broadcast, undefined);
  });

  it('is answered in the thread that it stands in', async () => {
    const { event, api } = await start();
    const root = nextTs();
    await event(mention('and now?', { thread_ts: root }));
    assert.equal((await api.called('chat.postMessage')).args.thread_ts, root);
  });

  it('needs no mention in a direct message', async () => {
    const { event, api } = await start();
    await event(directMessage('does AzureCLI@1 support WIF?'));
    const { args } = await api.called('chat.postMessage');
    assert.equal(args.channel, 'D1');
    assert.match(String(args.text), /^direct heard: does AzureCLI@1 support WIF\?/);
  });

  it('is passed on empty when it mentions the bot and says nothing, or brings only a file', async () => {
    const { event, api } = await start();
    await event(mention(''));
    await event(directMessage('', { subtype: 'file_share', files: [{ id: 'F1', name: 'log.txt' }] }));
    await api.called('chat.postMessage', 2);
    assert.deepEqual(
      api.of('chat.postMessage').map(({ args }) => String(args.text).split('\n')[0]),
      ['shared heard: nothing', 'direct heard: nothing'],
    );
  });

  it('is answered once when Slack brings it again', async () => {
    const { event, api } = await start();
    const body = mention('AADSTS700016');
    await event(body);
    const retry = await event(body, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    assert.equal(retry.status, 200);
    await event({ ...body, event_id: 'Ev-other' });
    await event(mention('the end'));
    await api.called('chat.postMessage', 2);
    assert.match(String(api.of('chat.postMessage')[1]?.args.text), /the end/);
  });

  it('is answered once when it comes as a mention and as a message', async () => {
    const { event, api } = await start();
    const ts = nextTs();
    await Promise.all([
      event(mention('twice', { ts, channel: 'D1' })),
      event(directMessage(`<@${BOT.userId}> twice`, { ts })),
    ]);
    assert.equal(api.of('chat.postMessage').length, 1);
  });

  it('that comes first as a retry is answered all the same', async () => {
    const { event, api } = await start();
    await event(mention('only copy'), { 'x-slack-retry-num': '2' });
    assert.equal(api.of('chat.postMessage').length, 1);
  });

  it('is answered once where Slack fails slowly, although its delivery has its HTTP answer by then', async () => {
    const { event, api } = await start();
    // By then 2.5 seconds are over, and Slack brings nothing again.
    const fails: Answer = (res) => {
      setTimeout(() => {
        res.statusCode = 500;
        res.end();
      }, 1200);
    };
    api.answer('chat.postMessage', fails, fails, fails, { ok: true, ts: '1' });
    const body = mention('slow trouble');
    assert.equal((await event(body)).status, 200);
    const { args } = await api.called('chat.postMessage', 4);
    assert.match(String(args.text), /slow trouble/);
    assert.equal((await event(body, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })).status, 200);
    assert.equal(api.of('chat.postMessage').length, 4);
  }).timeout(15_000);

  it('is asked for again when the Web API is away, and answered then', async () => {
    const { event, api, logged } = await start();
    api.answer('chat.postMessage', status(503), status(503), status(503), { ok: true, ts: '1' });
    const body = mention('keep me');
    assert.equal((await event(body)).status, 503);
    assert.equal((await event(body, { 'x-slack-retry-num': '1' })).status, 200);
    assert.equal(api.of('chat.postMessage').length, 4);
    assert.match(logged(), /HTTP 503/);
  });

  it('is not answered a second time when Slack may have shown the first', async () => {
    const { event, api } = await start();
    api.answer('chat.postMessage', status(504), { ok: true, ts: '1' });
    const body = mention('perhaps shown');
    assert.equal((await event(body)).status, 200);
    assert.equal((await event(body, { 'x-slack-retry-num': '1' })).status, 200);
    assert.equal(api.of('chat.postMessage').length, 1);
  });

  it('waits as long as a rate limit says, while Slack has its HTTP answer in time', async () => {
    const { event, api } = await start();
    api.answer('chat.postMessage', status(429, { 'retry-after': '4' }), { ok: true, ts: '1' });
    const began = Date.now();
    assert.equal((await event(mention('busy'))).status, 200);
    assert.ok(Date.now() - began < 3000);
    await api.called('chat.postMessage', 2);
    assert.ok(Date.now() - began >= 4000);
  });

  it('gets its answer as text when Slack refuses the blocks', async () => {
    const { event, api } = await start();
    api.answer('chat.postMessage', { ok: false, error: 'invalid_blocks' }, { ok: true, ts: '1' });
    await event(mention('text alone'));
    const { args } = await api.called('chat.postMessage', 2);
    assert.deepEqual(args.blocks, []);
    assert.match(String(args.text), /text alone/);
  });

  it('does not make Slack repeat what can never be answered', async () => {
    const { event, api, logged } = await start();
    api.answer('chat.postMessage', { ok: false, error: 'is_archived' });
    assert.equal((await event(mention('archived'))).status, 200);
    assert.match(logged(), /is_archived/);
  });

  it('is left alone when no person asked it', async () => {
    const { event, api } = await start();
    const nobody = [
      mention('own', { user: BOT.userId, bot_id: BOT.botId }),
      directMessage('own without a bot id', { user: BOT.userId }),
      mention('other bot', { bot_id: 'B9' }),
      directMessage('bot', { subtype: 'bot_message', bot_id: 'B9', user: undefined }),
      directMessage('edited', { subtype: 'message_changed', message: { text: 'x' } }),
      directMessage('deleted', { subtype: 'message_deleted' }),
      mention('edited later', { edited: { user: 'U1', ts: '1' } }),
      directMessage('Slackbot', { user: 'USLACKBOT' }),
      directMessage('joined', { subtype: 'channel_join' }),
      directMessage('in a channel', { channel: 'C1', channel_type: 'channel' }),
      mention('no time', { ts: undefined }),
      mention('no channel', { channel: { id: 'C1' } }),
      { ...mention('x'), event: { type: 'team_join', user: { id: 'U7' } } },
    ];
    for (const body of nobody) assert.equal((await event(body)).status, 200);
    assert.deepEqual(api.of('chat.postMessage'), []);
    assert.deepEqual(api.of('chat.postEphemeral'), []);
  });

  it('leaves neither its text nor the token in the log, at the finest level', async () => {
    const { event, api, logged } = await start();
    api.answer('chat.postMessage', { ok: false, error: 'fatal_error' });
    await event(mention('the-pasted-secret'));
    assert.match(logged(), /fatal_error/);
    assert.doesNotMatch(logged(), /the-pasted-secret|the-secret-token|heard/);
  });

  it('stays in its own thread: threads share no memory', async () => {
    const { event, api } = await start({
      engine: {
        respond: (turn, memory) => ({
          reply: {
            effect: 'post',
            verdict: `before: ${memory?.task ?? 'nothing'}`,
            blocks: [],
            buttons: { answers: [], follow: [], more: [] },
            sources: [],
            findings: [],
          },
          memory: { v: 1, cases: [], task: turn.input.kind === 'text' ? turn.input.text : 'press' },
        }),
      },
    });
    const first = mention('one');
    await event(first);
    await event(mention('two'));
    await event(mention('three', { thread_ts: first.event.ts }));
    assert.deepEqual(
      api.of('chat.postMessage').map(({ args }) => args.text),
      ['before: nothing', 'before: nothing', 'before: one'],
    );
  });
});
