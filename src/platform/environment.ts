/** The environment this program was started in: the only way to it. Every command gets a chosen part of it, never the whole. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;
