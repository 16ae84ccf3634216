export interface User {
  id: number;
  name: string;
  email: string;
  createdAt: string;
}

export interface NewUser {
  name: string;
  email: string;
}

/** A new user out of a request's body, or what is wrong with it. */
export function parseNewUser(body: unknown): NewUser | { error: string } {
  if (typeof body !== 'object' || body === null) return { error: 'expected a JSON object' };
  const { name, email } = body as Record<string, unknown>;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 200) return { error: 'name: expected 1 to 200 characters' };
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email)) return { error: 'email: expected an address' };
  return { name: name.trim(), email: email.toLowerCase() };
}
