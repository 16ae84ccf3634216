export function page(users, { limit, offset }) {
  return { users: users.slice(offset, offset + limit), total: users.length };
}
