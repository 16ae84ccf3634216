import { describe, expect, test } from 'vitest';
import { pythonWeaknesses } from './python-weaknesses.ts';

/** Rules of what is found, those that only warn with a `?`. */
function found(code: string, path = 'src/app.py'): string[] {
  return (pythonWeaknesses(path, `${code}\n`) ?? []).map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule));
}

const FLASK = 'from flask import Flask, request, redirect, render_template_string, send_file, make_response\napp = Flask(__name__)\n';
const route = (...lines: string[]) => `${FLASK}@app.route('/a/<name>')\ndef view(name):\n${lines.map((line) => `    ${line}\n`).join('')}`;
const django = (...lines: string[]) =>
  `from django.http import HttpResponse\ndef view(request):\n${lines.map((line) => `    ${line}\n`).join('')}`;

/** For each rule what it fires on, and what looks like it and is none. */
const RULES: Readonly<Record<string, { readonly fires: readonly string[]; readonly not: readonly string[] }>> = {
  'command-injection': {
    fires: [
      `import os\n${route("os.system('ping ' + request.args.get('host'))")}`,
      `import subprocess as sp\n${route("host = request.form['host']", "sp.run(f'ping {host}', shell=True)")}`,
      `import subprocess\n${route("subprocess.run([request.args['program'], '-a'])")}`,
      `from subprocess import check_output\n${route("check_output('ls %s' % name, shell=True)")}`,
      `import subprocess\n${route("cmd = 'ls {}'.format(request.values.get('d', '.'))", 'subprocess.Popen(args=cmd, shell=True)')}`,
    ],
    not: [
      `import subprocess\n${route("subprocess.run(['ping', request.args['host']])")}`,
      `import subprocess, shlex\n${route("subprocess.run('ping ' + shlex.quote(name), shell=True)")}`,
      `import os\n${route("os.system('ping ' + str(int(name)))")}`,
      'import subprocess, sys\nsubprocess.run(f"ls {sys.argv[1]}", shell=True)',
      `import os\n${route('if name not in HOSTS:', '    return', "os.system('ping ' + name)")}`,
    ],
  },
  'code-injection': {
    fires: [
      'def view(request):\n    eval(request.GET["x"])',
      'def handler(event, context):\n    exec(event["code"])',

      route("eval(request.args['x'])"),
      django('exec(request.POST.get("code"))'),
      `import importlib\n${route('importlib.import_module(name)')}`,
    ],
    not: [
      'eval("1 + 1")',
      route('model.eval()'),
      `def view(request):\n    eval(request.args['x'])`,
      `import ast\n${route('ast.literal_eval(name)')}`,
    ],
  },
  'unsafe-deserialization': {
    fires: [
      `import pickle\n${route('pickle.loads(request.data)')}`,
      `import yaml\n${route('yaml.load(request.data, Loader=yaml.Loader)')}`,
      `import base64, pickle\n${route("pickle.loads(base64.b64decode(request.cookies['s']))")}`,
    ],
    not: [
      'import pickle\npickle.load(open("cache"))',
      `import yaml\n${route('yaml.safe_load(request.data)')}`,
      `import yaml\n${route('yaml.load(request.data, Loader=yaml.SafeLoader)')}`,
      `import json\n${route('json.loads(request.data)')}`,
    ],
  },
  'sql-injection': {
    fires: [
      route(`cursor.execute("SELECT * FROM t WHERE a = '%s'" % name)`),
      route(`sql = f"SELECT * FROM t WHERE a = '{request.args['a']}'"`, 'db.execute(sql)'),
      django(`User.objects.raw("SELECT * FROM u WHERE n = '" + request.GET['n'] + "'")`),
      route('cursor.execute("DELETE FROM t WHERE a = {}".format(name))'),
      route('sql = "SELECT * FROM t"', 'if name:', `    sql += f" WHERE a = '{name}'"`, 'cursor.execute(sql)'),
      route('sql = "SELECT * FROM t"', `sql = sql + " WHERE a = '" + name + "'"`, 'cursor.execute(sql)'),
      route(
        'ids = request.args.getlist("id")',
        'cursor.execute("SELECT * FROM t WHERE a IN (" + ",".join(f"\'{one}\'" for one in ids) + ")")',
      ),
      route(
        'ids = request.args.getlist("id")',
        'cursor.execute("SELECT * FROM t WHERE a IN (" + ",".join("%s" % one for one in ids) + ")")',
      ),
    ],
    not: [
      route('sql = "SELECT * FROM t"', 'if name:', '    sql += " WHERE a = %s"', 'cursor.execute(sql, (name,))'),
      route('ids = request.args.getlist("id")', 'cursor.execute("SELECT * FROM t WHERE a IN (" + ",".join("?" for _ in ids) + ")", ids)'),
      route('cursor.execute("SELECT * FROM t WHERE a = %s", (name,))'),
      route('cursor.execute(f"SELECT * FROM t LIMIT {int(name)}")'),
      'def load(cursor, table):\n    cursor.execute(f"SELECT * FROM {table}")',
      route('executor.execute("task " + name)'),
    ],
  },
  'path-traversal': {
    fires: [route("open('files/' + name)"), `import os\n${route("send_file(os.path.join('files', request.args['f']))")}`],
    not: [
      `from werkzeug.utils import secure_filename\n${route("open('files/' + secure_filename(name))")}`,
      `import os\n${route("open(os.path.join('files', os.path.basename(name)))")}`,
      route("send_from_directory('files', name)"),
      'import sys\nopen(sys.argv[1])',
    ],
  },
  'server-side-request-forgery': {
    fires: [
      `import requests\n${route("requests.get(request.args['url'])")}`,
      `from urllib.request import urlopen\n${route('urlopen(name)')}`,
    ],
    not: [
      `import requests\n${route("requests.get('https://api.shop.com/items/' + name)")}`,
      `import requests\n${route("requests.get(f'{BASE}/items/{name}')")}`,
      `import requests\n${route("requests.post('https://a.com/', data=request.data)")}`,
    ],
  },
  'open-redirect': {
    fires: [route("return redirect(request.args.get('next'))")],
    not: [
      route("return redirect(url_for('a', name=name))"),
      route("return redirect('/a/' + name)"),
      route("return redirect('/')"),
      django('return HttpResponseRedirect(request.get_full_path())'),
    ],
  },
  'template-injection': {
    fires: [
      route("return render_template_string('<b>' + name + '</b>')"),
      `from jinja2 import Environment\n${route('Environment().from_string(name)')}`,
    ],
    not: [route("return render_template_string('{{ a }}', a=name)"), route('return render_template("a.html", a=name)')],
  },
  'cross-site-scripting': {
    fires: [
      `from markupsafe import Markup\n${route("return Markup('<b>' + name)")}`,
      django("return HttpResponse('<b>%s</b>' % request.GET['a'])"),
      route("return make_response(f'<p>{name}</p>')"),
    ],
    not: [
      `from markupsafe import escape, Markup\n${route("return Markup('<b>' + escape(name))")}`,
      django("return HttpResponse(request.GET['a'])"),
      'from markupsafe import Markup\nMarkup("<b>")',
    ],
  },
  'weak-cipher': {
    fires: [
      'from cryptography.hazmat.primitives.ciphers import algorithms\nalgorithms.ARC4(key)',
      'from Crypto.Cipher import AES\nAES.new(key, AES.MODE_ECB)',
      'from Crypto.Cipher import DES\nDES.new(key)',
    ],
    not: ['from Crypto.Cipher import AES\nAES.new(key, AES.MODE_GCM)'],
  },
  'weak-random': {
    fires: ["import random\nreset_token = ''.join(random.choice(LETTERS) for _ in range(20))"],
    not: ['import random\ncolour = random.choice(COLOURS)', 'import secrets\nreset_token = secrets.token_hex()'],
  },
  'tls-not-verified': {
    fires: [
      'import requests\nrequests.get(url, verify=False)',
      'import requests\ns = requests.Session()\ns.post(url, data=d, verify=False)',
      'import requests\ns = requests.Session()\ns.verify = False',
      'import requests\nclass A:\n    def __init__(self):\n        self.http = requests.session()\n        self.http.verify = False',
      'from requests import Session\nwith Session() as s:\n    s.verify = False\n    s.get(url)',
      'import ssl\nssl._create_default_https_context = ssl._create_unverified_context',
      'import ssl\ncontext.verify_mode = ssl.CERT_NONE',
    ],
    not: [
      'import requests\ns = requests.Session()\noptions.verify = False\ns.verify = "ca.pem"',
      'import requests\nrequests.get(url, verify="ca.pem")',
      'requests = {}\nbackup.run(verify=False)',
    ],
  },
  'jwt-not-verified': {
    fires: [
      'import jwt\njwt.decode(token, options={"verify_signature": False})',
      "import jwt\njwt.decode(token, key, algorithms=['none'])",
    ],
    not: ["import jwt\njwt.decode(token, key, algorithms=['HS256'])", 'jwt.decode(token, options={"verify_exp": False})'],
  },
};

describe.each(Object.entries(RULES))('%s', (rule, { fires, not }) => {
  test.each(fires)('fires on %s', (code) => expect(found(code)).toEqual([rule]));
  test.each(not)('leaves %s alone', (code) => expect(found(code).filter((one) => !one.endsWith('?'))).toEqual([]));
});

/** Those that warn, whatever they find, or say so of themselves. */
test.each([
  ['weak-hash', 'import hashlib\nhashlib.md5(password.encode()).hexdigest()', true],
  ['weak-hash', "import hashlib\nhashlib.new('sha1', data)", true],
  ['weak-hash', 'import hashlib\nhashlib.md5(data, usedforsecurity=False)', false],
  ['debug-mode', 'from flask import Flask\napp = Flask(__name__)\napp.run(host="0.0.0.0", debug=True)', true],
  ['debug-mode', 'from flask import Flask\napp = Flask(__name__)\napp.run(debug=DEBUG)', false],
  ['insecure-temporary-file', 'import tempfile\nname = tempfile.mktemp()', true],
  ['insecure-temporary-file', 'import tempfile\nname = tempfile.mkstemp()', false],
  ['unsafe-deserialization', 'import yaml\nyaml.load(text)', true],
  ['unsafe-deserialization', 'import yaml\nyaml.load("a: 1")', false],
  ['cross-site-scripting', 'import jinja2\njinja2.Environment(autoescape=False)', true],
])('warns: %s of %s: %s', (rule, code, isFound) => expect(found(code).map((one) => one.replace('?', ''))).toEqual(isFound ? [rule] : []));

test('warns in an example, and says nothing of a test', () => {
  const code = route('eval(name)');
  expect([found(code, 'examples/a.py'), found(code, 'tests/a.py')]).toEqual([['code-injection?'], []]);
});

test('says that it has not read what is no Python', () => {
  expect(pythonWeaknesses('a.py', 'f(\n')).toBe(null);
});

test('is done with names that stand for each other many times', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `a${index} = a${index + 1} + a${index + 1} + a${index}`);
  expect(found(route(...lines, 'a60 = request.args["x"]', 'eval(a0)'))).toEqual(['code-injection']);
});
