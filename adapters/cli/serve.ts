/** `wif-doctor serve`: opens the doors that are configured. */
import { print } from './output.ts';
import { styleFor } from './style.ts';

/** Starts the server and says which doors are open, and what each closed one lacks. Ends with the process. */
export async function serve(): Promise<void> {
  const { readSettings } = await import('../settings.ts');
  const settings = readSettings(process.env);
  const { closeOnSignals, serve: start } = await import('../server.ts');
  const running = await start(settings);
  closeOnSignals(running);
  const style = styleFor(process.stdout, process.env);
  const width = Math.max(...running.doors.map(({ name }) => name.length));
  await print(`${style.strong('WIF Doctor')} listens on ${running.url}`);
  for (const { name, open, detail } of running.doors) {
    const text = `  ${open ? '●' : '○'} ${name.padEnd(width)}  ${detail}`;
    await print(open ? text : style.muted(text));
  }
  await print(style.muted('Ctrl+C ends it.'));
}
