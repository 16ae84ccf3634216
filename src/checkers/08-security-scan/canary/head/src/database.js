export const settings = { host: 'db.internal', user: 'shop', password: 'Tr0ub4dor&3x' };
