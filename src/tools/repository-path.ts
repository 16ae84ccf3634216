import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path inside the repository of a file an outside program named (an absolute path or a `file:` URL); null for what is
 * not in the checkout or belongs to a dependency. `dir`: the checkout's real path.
 */
export function repositoryPath(dir: string, file: string): string | null {
  const absolute = file.startsWith('file:') ? pathOfUrl(file) : file;
  if (absolute === null || !isAbsolute(absolute)) return null;
  const path = relative(dir, absolute).split(sep).join('/');
  if (path === '' || path === '..' || path.startsWith('../') || isAbsolute(path)) return null;
  return path.split('/').includes('node_modules') ? null : path;
}

function pathOfUrl(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch (error) {
    // A URL with a host or an encoded slash names no file here.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
