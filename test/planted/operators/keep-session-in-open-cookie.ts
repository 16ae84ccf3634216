import { inMatched } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Remember who is logged in',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: 'express',
      find: /^(?:export )?const (?<app>app|server)(?:: [\w.]+)? = express\(\);?\n/mu,
      uses: [['session', 'express-session']],
      lines: ({ app }) => [
        `${app}.use(`,
        '  session({',
        '    secret: process.env.SESSION_SECRET ?? "",',
        '    resave: false,',
        '    saveUninitialized: false,',
        '    cookie: { httpOnly: false, secure: false },',
        '  }),',
        ');',
      ],
      mark: 'cookie',
    }),
} satisfies Operator;
