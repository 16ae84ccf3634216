import { expect, test } from 'vitest';
import { weaknessesOf } from './report-weaknesses.ts';

const rulesOf = (code: string) => (weaknessesOf('src/app/api/a/route.ts', code)?.sightings ?? []).map(({ rule }) => rule);

const EXEC = "import { exec } from 'node:child_process';\n";
const fromUrl = (request: string) => `exec('ping ' + new URL(${request}.url).searchParams.get('host'));`;

test.each([
  ['an exported handler of a route', `export async function GET(request: Request) { ${fromUrl('request')} }`],
  ['a handler in a constant', `export const POST = async (request) => { const { host } = await request.json(); exec('ping ' + host); };`],
  ['a handler of Next', `export function GET(request: NextRequest) { exec('ping ' + request.nextUrl.searchParams.get('host')); }`],
  ['a handler of h3', `export default defineEventHandler((event) => { exec('ping ' + event.url.searchParams.get('host')); });`],
  ['the query of an event', `export default eventHandler(async (event) => { const { host } = getQuery(event); exec('ping ' + host); });`],
  ['the body of an event', `export default defineHandler(async (event) => { const body = await readBody(event); exec(body.command); });`],
])('what others choose comes with %s', (_, code) => {
  expect(rulesOf(EXEC + code)).toEqual(['command-injection']);
});

test.each([
  ['is not exported', `async function GET(request: Request) { ${fromUrl('request')} }`],
  ['has another name', `export async function ping(request: Request) { ${fromUrl('request')} }`],
  ['takes events of its own', `emitter.listen((event) => { exec('ping ' + event.url); });`],
  ['has it as a second parameter', `export async function GET(settings, request) { ${fromUrl('request')} }`],
])('nothing says so where a function %s', (_, code) => {
  expect(rulesOf(EXEC + code)).toEqual([]);
});

test.each([
  ['open-redirect', "return Response.redirect(new URL(request.url).searchParams.get('next'));"],
  ['cross-site-scripting', "return new Response('<h1>' + name + '</h1>', { headers: { 'content-type': 'text/html' } });"],
])('%s is found where a handler returns its answer', (rule, answer) => {
  const name = "const name = new URL(request.url).searchParams.get('name');";
  expect(rulesOf(`export async function GET(request: Request) { ${name} ${answer} }`)).toEqual([rule]);
});
