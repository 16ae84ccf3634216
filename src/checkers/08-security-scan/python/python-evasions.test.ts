import { describe, expect, test } from 'vitest';
import { pythonWeaknesses } from './python-weaknesses.ts';

const START = 'from flask import request\nimport os, subprocess, requests\n';

function found(...lines: string[]): string[] {
  return (pythonWeaknesses('src/app.py', `${START}${lines.join('\n')}\n`) ?? []).map(({ rule }) => rule);
}

/** Ways to write what is found when it is written plainly. */
describe.each<[string, string, readonly (readonly string[])[]]>([
  [
    'the shell gets it',
    'command-injection',
    [
      ['c = request.args.get("c") if request.method == "GET" else ""', 'os.system(c)'],
      ['a = b = request.args["c"]', 'os.system(b)'],
      ['if (c := request.args["c"]):', '    os.system(c)'],
      ['while c := request.args["c"]:', '    os.system(c)'],
      ['os.system(f"ls {request.args["c"]}")'],
      ['c = request.args["c"]', 'os.system(f"{{{c}}}")'],
      ['os.system(f"ls {request.args["c"][1:]!r:>10}")'],
      ['(a, b) = request.args["c"], 1', 'os.system(a)'],
      ['a, *b = request.args["c"].split()', 'os.system(b[0])'],
      ['[os.system(c) for c in request.args.getlist("c")]'],
      ['d = {}', 'd["c"] = request.args["c"]', 'os.system(d["c"])'],
      ['c = "ls %s"', 'c %= request.args["c"]', 'os.system(c)'],
      ['r = request', 'os.system(r.args["c"])'],
      ['from flask import request as incoming', 'os.system(incoming.args["c"])'],
      ['import flask as f', 'os.system(f.request.args["c"])'],
      ['def view(incoming: Request):', '    os.system(incoming.query_params["c"])'],
      ['subprocess.run(request.args["c"], shell=1)'],
      ['o = {"shell": True}', 'subprocess.run(request.args["c"], **o)'],
      ['o = {}', 'o["shell"] = True', 'subprocess.run(request.args["c"], **o)'],
      ['subprocess.Popen(["sh", "-c", request.args["c"]])'],
      ['# a\ros.system(request.args["c"])\r'],
    ],
  ],
  [
    'a condition that asks nothing of it',
    'command-injection',
    [
      ['if "c" in request.args:', '    os.system(request.args["c"])'],
      ['if request.args.get("d") == "1":', '    pass', 'os.system(request.args["c"])'],
      ['c = request.args["c"]', 'if c != "":', '    os.system(c)'],
      ['c = request.args["c"]', 'if None != c:', '    os.system(c)'],
    ],
  ],
  [
    'a statement is put together',
    'sql-injection',
    [
      ['if a:', '    q = "SELECT * FROM t WHERE a = " + request.args["a"]', 'else:', '    q = "SELECT 1"', 'db.execute(q)'],
      ['db.execute("SELECT * FROM t WHERE a = " + request.args["a"] if a else "SELECT 1")'],
      ['q = " ".join(["SELECT * FROM t WHERE a =", request.args["a"]])', 'db.execute(q)'],
      ['q = "SELECT * FROM t WHERE a = \'%s\'"', 'q %= request.args["a"]', 'db.execute(q)'],
    ],
  ],
  [
    'arguments are spread',
    'tls-not-verified',
    [
      ['requests.get(u, **{"verify": False})'],
      ['o = dict(verify=False)', 'requests.get(u, **o)'],
      ['requests.get(u, **{"timeout": 1, **{"verify": False}})'],
      ['requests.get(u, verify=0)'],
    ],
  ],
])('%s', (_, rule, all) => {
  test.each(all.map((lines) => [lines]))('%j', (lines) => expect(found(...lines)).toEqual([rule]));
});

test.each([
  [['a, b = "ls", request.args["c"]', 'os.system(a)']],
  [['d = {}', 'd["c"] = request.args["c"]', 'os.system(d["e"])']],
  [['if request.args["c"] in NAMES:', '    os.system(request.args["c"])']],
  [['c = request.args["c"]', 'if ".." in c:', '    abort(400)', 'os.system(c)']],
  [['c = "a" if request.args["c"] == "a" else "b"', 'os.system(c)']],
  [['from urllib import request', 'os.system(request.data)']],
  [['requests.get(u, **{"verify": "ca.pem"})']],
  [['requests.get(u, **{"timeout": 1, "allow_redirects": False})']],
  [['subprocess.run(["sh", "-c", "ls", request.args["c"]])']],
  [['subprocess.run(["ls", "-c", request.args["c"]])']],
])('leaves %j alone', (lines) => expect(found(...lines)).toEqual([]));

test.each([
  ['conditions', Array.from({ length: 4000 }, (_, index) => `if x == ${index}: os.system(request.args["q"])`), 4000],
  ['values that grow', Array.from({ length: 1500 }, (_, index) => `a = a + request.args["q${index}"]\nos.system(a)`), 1500],
])('is done in time with thousands of %s', (_, lines, count) => expect(found(...lines)).toHaveLength(count), 20_000);
