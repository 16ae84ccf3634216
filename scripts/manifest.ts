// npm packs the package.json that is on disk. `node scripts/manifest.ts publish` (prepack) puts the published one there,
// `restore` (postpack) puts the checkout's back; after a pack that was killed in between, run `restore` by hand.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { publishedManifest } from './published-manifest.ts';

const SAVED = 'package.checkout.json';
const { positionals } = parseArgs({ allowPositionals: true });

switch (positionals.join(' ')) {
  case 'publish': {
    if (existsSync(SAVED)) throw new Error(`an earlier pack left ${SAVED}: node scripts/manifest.ts restore`);
    const text = readFileSync('package.json', 'utf8');
    const manifest = publishedManifest(text);
    writeFileSync(SAVED, text);
    writeFileSync('package.json', manifest);
    break;
  }
  case 'restore':
    // Somebody may have repaired or edited package.json meanwhile: nothing of theirs is overwritten.
    if (readFileSync('package.json', 'utf8') !== publishedManifest(readFileSync(SAVED, 'utf8')))
      throw new Error(`package.json is not the published one of ${SAVED}: delete whichever is wrong`);
    renameSync(SAVED, 'package.json');
    break;
  default:
    throw new Error('publish or restore?');
}
