import type { Dependencies } from './dependency-files.ts';

/** Where Cargo, uv and pip are told of registries, beside the manifests. */
const SETTINGS = ['.cargo/config.toml', '.cargo/config', 'uv.toml', 'pip.conf'];

/** Does base fetch from a registry already, or name it in a manifest or in settings? Several are separated by spaces. */
export async function knownRegistries({ tree, locks, toml }: Dependencies): Promise<(urls: string) => boolean> {
  const used = new Set(locks.flatMap(({ graph }) => graph.packages.flatMap(({ source }) => addressesIn(source.url ?? ''))));
  const settings = await Promise.all(SETTINGS.map(async (path) => (await tree.read(path)) ?? ''));
  const texts = [...[...toml.values()].map(({ text }) => text), ...settings];
  return (urls) => {
    const all = addressesIn(urls);
    return all.length > 0 && all.every((url) => used.has(url) || texts.some((text) => names(text, url)));
  };
}

function addressesIn(urls: string): string[] {
  return urls.split(' ').flatMap((url) => (url === '' ? [] : [url.replace(/^(registry|sparse)\+/, '').replace(/\/+$/, '')]));
}

/** `https://a.b/simple` is not named by `https://a.b/simple-other`. */
function names(text: string, url: string): boolean {
  for (let at = text.indexOf(url); at !== -1; at = text.indexOf(url, at + 1)) {
    if (/^(?:$|\/?["'\s])/.test(text.slice(at + url.length, at + url.length + 2))) return true;
  }
  return false;
}
