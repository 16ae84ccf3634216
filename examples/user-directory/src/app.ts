import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Directory, EmailTaken } from './directory.ts';
import { parseNewUser } from './user.ts';

const MAX_BODY_BYTES = 64 * 1024;

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** The HTTP side of a directory. `release` is echoed in every response. */
export function createApp(directory: Directory, release?: string): Server {
  return createServer(async (request, response) => {
    const answer = await answerTo(directory, request).catch((error: unknown) => {
      console.error(error);
      return { status: 500, body: { error: 'internal error' } } satisfies Answer;
    });
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(release === undefined ? {} : { 'x-jidoka-release': release }),
      ...('headers' in answer ? answer.headers : {}),
    });
    response.end(JSON.stringify(answer.body));
  });
}

async function answerTo(directory: Directory, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /health') return { status: 200, body: { status: 'ok' } };
  if (route === 'GET /users') return { status: 200, body: { users: directory.list() } };
  if (route === 'POST /users') return addUser(directory, request);
  const id = /^GET \/users\/(\d{1,15})$/.exec(route)?.[1];
  const user = id === undefined ? undefined : directory.find(Number(id));
  return user === undefined ? { status: 404, body: { error: 'not found' } } : { status: 200, body: user };
}

async function addUser(directory: Directory, request: IncomingMessage): Promise<Answer> {
  const parsed = parseNewUser(await readJson(request));
  if ('error' in parsed) return { status: 400, body: parsed };
  try {
    const user = directory.add(parsed);
    return { status: 201, body: user, headers: { location: `/users/${user.id}` } };
  } catch (error) {
    if (error instanceof EmailTaken) return { status: 409, body: { error: 'email: already taken' } };
    throw error;
  }
}

/** The body as JSON; undefined when it is none, or too large. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
