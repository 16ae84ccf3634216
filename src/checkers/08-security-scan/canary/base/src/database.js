export const settings = { host: 'db.internal', user: 'shop', password: process.env.DB_PASSWORD };
