import { z } from 'zod';
import { configSchema } from '../../src/config/schema.ts';

/** The JSON Schema of `.jidoka/config.yaml`, for editors: what a person may write, defaults left out. */
export function configSchemaSource(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'Jidoka configuration (.jidoka/config.yaml)' }, null, 2)}\n`;
}
