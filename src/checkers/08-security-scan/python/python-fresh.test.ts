import { describe, expect, test } from 'vitest';
import { pythonWeaknesses } from './python-weaknesses.ts';

const found = (code: string) =>
  (pythonWeaknesses('src/app.py', `${code}\n`) ?? []).map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule));

const FLASK = 'from flask import Flask, request, Response, make_response\nimport hmac, hashlib, os, base64\napp = Flask(__name__)\n';
const route = (...lines: string[]) => `${FLASK}@app.route('/a/<name>')\ndef view(name):\n${lines.map((line) => `    ${line}\n`).join('')}`;
const MAC = "mac = hmac.new(KEY, request.data, 'sha256').hexdigest()";
const MONGO = 'from pymongo import MongoClient\nusers = MongoClient().app.users\n';

/** What is found with which rule, a `?` for what only warns; nothing for none. */
const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'timing-unsafe-comparison': [
    [route(MAC, 'return {"ok": name == mac}'), 'stops'],
    [route(MAC, 'if mac != request.headers["X-Signature"]:', '    return "no"'), 'stops'],
    [route(MAC, 'if request.headers["X-Signature"] == "sha256=" + mac:', '    go()'), 'stops'],
    [route(MAC, 'if request.headers["X-Signature"] == f"sha256={mac}":', '    go()'), 'stops'],
    [route("h = hmac.new(KEY, digestmod='sha256')", 'h.update(request.data)', 'return h.hexdigest() == name'), 'stops'],
    [route('mine = base64.b64encode(hmac.digest(KEY, request.data, "sha256")).decode()', 'assert mine == name'), 'stops'],
    [route("return hashlib.pbkdf2_hmac('sha256', b, SALT, 600000) == user.password"), 'stops'],
    [
      `import hmac\ndef sign(body):\n    return hmac.new(KEY, body, 'sha256').hexdigest()\ndef ok(body, sent):\n    return sign(body) == sent`,
      'stops',
    ],
    [
      "import hmac\nclass A:\n    def sign(self, b):\n        return hmac.new(self.k, b, 'sha1').digest()\n    def ok(self, b, s):\n        return s == self.sign(b)",
      'stops',
    ],
    [route('return request.headers["X-Token"] == os.environ["HOOK_TOKEN"]'), 'warns'],
    [route('key = os.getenv("API_KEY")', 'if key != request.args.get("key"):', '    abort(401)'), 'warns'],
    [route('return name == app.config["HOOK_SECRET"]'), 'warns'],
    [route(MAC, 'return hmac.compare_digest(name, mac)'), ''],
    [route(MAC, 'if mac == "":', '    return None'), ''],
    [route('return hashlib.sha256(request.data).hexdigest() == name'), ''],
    ['import os\nif os.environ["TOKEN"] == other:\n    go()', ''],
    [route('return name == os.environ["MODE"]'), ''],
  ],
  'xml-external-entity': [
    ['from lxml import etree\nparser = etree.XMLParser(resolve_entities=True)', 'stops'],
    ['import lxml.etree as ET\nET.parse(path, ET.XMLParser(no_network=False))', 'stops'],
    ['from lxml import etree\nfor one in etree.iterparse(source, resolve_entities=True):\n    use(one)', 'stops'],
    ['from lxml import objectify\nON = True\nobjectify.makeparser(resolve_entities=ON)', 'stops'],
    ["from lxml import etree\nOPTIONS = {'resolve_entities': True}\netree.XMLParser(**OPTIONS)", 'stops'],
    ['from xml.sax import make_parser, handler\np = make_parser()\np.setFeature(handler.feature_external_ges, True)', 'stops'],
    ['import xml.sax\np = xml.sax.make_parser()\np.setFeature("http://xml.org/sax/features/external-general-entities", 1)', 'stops'],
    ['import defusedxml.ElementTree as ET\nET.fromstring(text, forbid_entities=False)', 'stops'],
    ['import xmltodict\nxmltodict.parse(text, disable_entities=False)', 'stops'],
    [`from lxml import etree\n${route('return etree.fromstring(request.data).tag')}`, 'warns'],
    ['from lxml import etree\netree.XMLParser(load_dtd=True)', 'warns'],
    ['from lxml import etree\netree.XMLParser(resolve_entities=False, no_network=True)', ''],
    [`from lxml import etree\n${route('return etree.fromstring(request.data, etree.XMLParser(resolve_entities=False)).tag')}`, ''],
    ['from xml.sax import make_parser, handler\nmake_parser().setFeature(handler.feature_external_ges, False)', ''],
    ['from lxml import etree\netree.parse("own.xml")', ''],
  ],
  'insecure-cookie': [
    [route('r = Response("ok")', 'r.set_cookie("session", name, httponly=False, secure=False)', 'return r'), 'stops'],
    [route('r = make_response("ok")', 'r.set_cookie("sessionId", make())', 'return r'), 'stops'],
    [route('r.set_cookie(key="auth_token", value=make(), max_age=9)'), 'stops'],
    [route('r.set_cookie("access_token", make(), httponly=True, secure=False)'), 'stops'],
    ['from django.conf import settings\ndef view(request):\n    r.set_cookie(settings.SESSION_COOKIE_NAME, make())', 'stops'],
    ['NAME = "jwt"\nr.set_cookie(NAME, make())', 'stops'],
    ['class H(RequestHandler):\n    def get(self):\n        self.set_secure_cookie("sid", make())', 'stops'],
    ['SESSION_COOKIE_HTTPONLY = False', 'stops'],
    ['app.config["SESSION_COOKIE_HTTPONLY"] = False', 'stops'],
    ['app.config.update(SESSION_COOKIE_HTTPONLY=False)', 'stops'],
    ['OPTIONS = {"max_age": 9}\nr.set_cookie("session", make(), **OPTIONS)', 'stops'],
    [route('r.set_cookie("session", make(), httponly=True)'), 'warns'],
    [route('r.set_cookie("session", make(), httponly=True, secure=True)'), ''],
    [route('r.set_cookie("session", make(), httponly=True, secure=not DEBUG)'), ''],
    [route('r.set_cookie("session", make(), **options)'), ''],
    [route('r.set_cookie("session", "", max_age=0)'), ''],
    [route('r.set_cookie("theme", name)', 'r.set_cookie("csrf_token", make())', 'r.set_cookie("author", name)'), ''],
    ['SESSION_COOKIE_HTTPONLY = True', ''],
  ],
  'weak-random': [
    ['import random\nsystem = random.SystemRandom()\ndef make_token():\n    return random.choice(ALL)', 'stops'],
    ['from random import SystemRandom, choice\ndef make_token():\n    return choice(ALL)', 'stops'],
    ['from random import SystemRandom\ndef make_token():\n    random = SystemRandom()\n    return random.choice(ALL)', ''],
  ],
  'header-injection': [
    [route('r = make_response("a")', 'r.headers["Content-Disposition"] = f"attachment; filename={name}"'), 'stops'],
    [route('r = Response("a")', 'r.headers["Content-Type"] = request.args["type"]'), 'stops'],
    [route('return Response("a", headers={"Content-Disposition": "attachment; filename=" + name})'), 'stops'],
    [route('return Response("a", mimetype=request.args["type"])'), 'stops'],
    [
      'from django.http import HttpResponse\ndef view(request):\n    r = HttpResponse("a")\n    r["Content-Disposition"] = "filename=%s" % request.GET["n"]',
      'stops',
    ],
    [route('r = Response("a")', 'r.headers["X-Request-Id"] = request.headers["X-Request-Id"]'), 'warns'],
    [route('r = Response("a")', 'r.headers["Content-Disposition"] = f"attachment; filename={int(name)}"'), ''],
    [route('r = Response("a")', 'if name in NAMES:', '    r.headers["Content-Type"] = name'), ''],
    [route('asked = {}', 'asked["Content-Type"] = name'), ''],
    [route('r = Response("a")', 'r.headers["Content-Disposition"] = "attachment; filename=a.csv"'), ''],
  ],
  'nosql-injection': [
    [`${MONGO}${route('d = request.get_json()', 'users.find_one({"email": d["email"], "password": d["password"]})')}`, 'stops'],
    [`${MONGO}${route('users.find_one({"email": request.json["email"]})')}`, 'stops'],
    [`${MONGO}${route('users.delete_many(request.json)')}`, 'stops'],
    [`${MONGO}${route('q = {"email": request.json.get("email")}', 'users.find(q)')}`, 'stops'],
    [`${MONGO}${route('users.update_one(filter={"_id": request.json["id"]}, update=CHANGE)')}`, 'stops'],
    [`${MONGO}${route('users.find_one({"email": str(request.json["email"])})')}`, ''],
    [`${MONGO}${route('users.find_one({"email": request.form["email"]})')}`, ''],
    [
      `${MONGO}${route('d = request.get_json()', 'if not isinstance(d["email"], str):', '    abort(400)', 'users.find_one({"email": d["email"]})')}`,
      '',
    ],
    [route('tree.find({"email": request.json["email"]})'), ''],
  ],
};

describe.each(Object.entries(CASES))('%s', (rule, cases) => {
  test.each(cases)('%s', (code, how) => expect(found(code)).toEqual(how === '' ? [] : [how === 'stops' ? rule : `${rule}?`]));
});
