import type { Operator } from '../operator.ts';
import { put, atFileEnd } from '../places.ts';
import { isPython } from '../requests.ts';

export default {
  title: 'Keep the name of an upload, in Python',
  checkers: [8],
  plant(tree) {
    for (const path of tree.paths.filter((one) => isPython(one) && /^@\w+\.(?:get|post|put)\(/mu.test(tree.read(one)))) {
      const own = tree.read(path);
      const [, app] = /^@(\w+)\.(?:get|post|put)\(/mu.exec(own) ?? [];
      if (!own.includes('fastapi') || app === undefined) continue;
      const text = `${own.trimEnd()}\n`;
      const code = [
        `@${app}.post("/files")`,
        'async def keep(file: UploadFile):',
        '    with open(f"uploads/{file.filename}", "wb") as target:',
        '        target.write(await file.read())',
      ];
      const place = { path, text: `from fastapi import UploadFile\n${text}`, start: 0, end: 0 };
      return put(atFileEnd(place), `\n\n${code.join('\n')}\n`, 'with open');
    }
    return null;
  },
} satisfies Operator;
