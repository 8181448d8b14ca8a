// Holds the corpus score to its floor. Usage: corpus-floor.mjs "items … recall 97.0%  precision 98.0%  negatives left alone 33/33"
const FLOOR = { recall: 85, precision: 97 };

const line = process.argv[2] ?? '';
const figure = (name) => Number(new RegExp(`${name} ([\\d.]+)%`).exec(line)?.[1]);
const [, silent, negatives] = /negatives left alone (\d+)\/(\d+)/.exec(line) ?? [];
const short = Object.entries(FLOOR).filter(([name, floor]) => !(figure(name) >= floor));
if (short.length > 0 || silent === undefined || silent !== negatives) {
  process.stderr.write(
    `The corpus score is below its floor (${JSON.stringify(FLOOR)}, all negatives left alone): ${line}\n`,
  );
  process.exit(1);
}
