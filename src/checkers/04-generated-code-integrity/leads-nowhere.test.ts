import { testChecker } from '../test-checker.ts';
import { APP, finds } from './fixtures/app.ts';

const SITE = {
  ...APP,
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@made/*": ["./made/*"] } } }',
  'src/lib/date.native.tsx': 'export const date = 1;\n',
  'src/.gitignore': 'client/\n',
};
const CRATE = {
  'Cargo.toml': '[workspace]\nmembers = ["app"]\n',
  'app/Cargo.toml':
    '[package]\nname = "app"\n\n[dependencies]\nxml-rs = "1"\noddly = "1"\nserde-json = "1"\nlog2 = { package = "log", version = "1" }\n',
  'app/src/main.rs': 'mod store;\nuse std::fmt::Debug;\n\nfn main() {}\n',
  'app/src/store.rs': 'use named_otherwise::A;\npub mod inner {\n    pub fn go() {}\n}\nlalrpop_mod!(pub grammar);\n',
};
const MAIN = 'app/src/main.rs';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'aliases that lead somewhere, to what git ignores, to a folder that no tree has, and in no TypeScript',
      base: SITE,
      head: {
        'src/a.ts':
          "import '@/page';\nimport '@/lib/date.js';\nimport '@/lib';\nimport '@/client/api';\nimport '@made/a';\nimport '@/generated/b';\n",
        'src/b.js': "import '@/lib/none';\n",
        'edge/lib/deep/date.ts': 'export const date = 1;\n',
        'src/c.ts': "import '@/deep/date';\n",
      },
    },
    {
      name: 'Rust: crates of a manifest, modules, and what a macro makes',
      base: CRATE,
      head: {
        [MAIN]:
          'mod store;\nuse log2::info;\nuse xml::Reader;\nuse named_otherwise::B;\nuse serde_json::Value;\nuse store::inner;\nuse inner::go;\nuse grammar::Parser;\nuse crate::store::{self as kept, inner as other};\nuse kept::go as gone;\n',
        'loose/a.rs': 'use nobody_knows::A;\n',
      },
    },
  ],
  flagged: [
    {
      name: 'an alias that leads nowhere',
      base: SITE,
      head: { 'src/a.ts': "import { page } from '@/page';\nimport { money } from '@/lib/money';\nexport const a = [page, money];\n" },
      expect: finds('unresolved-import', 'src/a.ts', 2),
    },
    {
      name: 'Rust: a crate that nobody names',
      base: CRATE,
      head: { [MAIN]: `${CRATE[MAIN]}pub use quick_clone::Cloner;\n` },
      expect: finds('unresolved-import', MAIN, 5),
    },
  ],
});
