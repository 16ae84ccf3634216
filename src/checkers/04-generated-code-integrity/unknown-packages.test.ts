import { testChecker } from '../test-checker.ts';
import { finds } from './fixtures/app.ts';

const LIMIT = 'src/main/java/com/acme/shop/Limit.java';
const JAVA = {
  [LIMIT]: 'package com.acme.shop;\n\nimport java.util.List;\n\npublic interface Limit {}\n',
  'src/main/java/com/acme/shop/util/Clock.java': 'package com.acme.shop.util;\n\npublic class Clock {}\nclass Tick {}\n',
  'src/main/java/com/acme/shop/Stock.java':
    'package com.acme.shop;\n\nimport com.acme.shop.api.StockReply;\nimport com.acme.shop.util.Clock;\n',
  'schema.xjb': '<package name="com.acme.shop.feed"/>\n',
  '.gitignore': 'gen/\n',
};
const GO = {
  'go.mod': 'module demo\n\ngo 1.24\n\nrequire (\n\tgithub.com/acme/log/v2 v2.1.0 // indirect\n)\n\nreplace github.com/acme/odd => ./odd\n',
  'store/store.go': 'package store\n',
  'main.go': 'package main\n\nimport "fmt"\n',
  'gen/.gitignore': '*.go\n',
};
const WORKSPACE = {
  'package.json': '{ "name": "root", "workspaces": ["kit", "app"] }',
  'kit/package.json':
    '{ "name": "@acme/kit", "exports": { ".": "./index.js", "./parts/*": "./parts/*.js", "./package.json": "./package.json" } }',
  'app/package.json': '{ "name": "app", "dependencies": { "@acme/kit": "*", "open": "1.0.0" } }',
};
const java = (...lines: readonly string[]) => ({
  base: JAVA,
  head: { [LIMIT]: JAVA[LIMIT]?.replace('import java', `${lines.join('\n')}\nimport java`) ?? null },
});
const go = (...names: readonly string[]) => ({
  base: GO,
  head: { 'main.go': `package main\n\nimport (\n\t"fmt"\n${names.map((name) => `\t${name}\n`).join('')}\tstore "demo/store"\n)\n` },
});
const app = (...names: readonly string[]) => ({
  base: WORKSPACE,
  head: { 'app/a.ts': names.map((name) => `import '${name}';\n`).join('') },
});

testChecker(import.meta.url, {
  clean: [
    {
      name: 'Java: classes of the tree, of libraries, and of what is generated',
      ...java(
        'import com.acme.shop.util.*;',
        'import com.acme.shop.util.Clock;',
        'import com.acme.shop.util.Tick;',
        'import com.acme.shop.util.Clock.Builder;',
        'import static com.acme.shop.Limit.most;',
        'import com.acme.shop.QStock;',
        'import com.acme.shop.api.Other;',
        'import com.acme.shop.feed.Feed;',
        'import com.acme.other.Thing;',
        'import org.slf4j.Logger;',
        'import javax.inject.Inject;',
      ),
    },
    {
      name: 'Go: modules that are asked for, what git ignores, and what Go brings',
      ...go('l "github.com/acme/log/v2/text"', '_ "github.com/acme/odd"', '"demo/gen"', '"net/http"'),
    },
    {
      name: 'paths that a package of the tree offers, and of one that it does not hold',
      ...app('@acme/kit', '@acme/kit/parts/a', '@acme/kit/package.json', 'open/any/thing'),
    },
  ],
  flagged: [
    {
      name: 'Java: a package that is not there',
      ...java('import com.acme.shop.tools.Backoff;'),
      expect: finds('unresolved-import', LIMIT, 3),
    },
    { name: 'Java: all classes of it', ...java('import com.acme.shop.tools.*;'), expect: finds('unresolved-import', LIMIT, 3) },
    {
      name: 'Java: a class that its package does not have',
      ...java('import com.acme.shop.util.Backoff;'),
      expect: finds('unresolved-import', LIMIT, 3),
    },
    {
      name: 'Java: what it has itself',
      ...java('import static com.acme.shop.util.Backoff.twice;'),
      expect: finds('unresolved-import', LIMIT, 3),
    },
    { name: 'Go: a folder that is not there', ...go('"demo/tools/backoff"'), expect: finds('unresolved-import', 'main.go', 5) },
    { name: 'Go: a module that nobody asks for', ...go('"github.com/acme/backoff"'), expect: finds('unresolved-import', 'main.go', 5) },
    {
      name: 'a path that a package of the tree does not offer',
      ...app('@acme/kit/internal/freeze'),
      expect: finds('unresolved-import', 'app/a.ts', 1),
    },
  ],
});
