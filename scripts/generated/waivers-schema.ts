import { z } from 'zod';
import { waiversSchema } from '../../src/gate/waivers-file.ts';

/** The JSON Schema of `.jidoka/waivers.yaml`, for editors and for whoever writes one by hand. */
export function waiversSchemaSource(): string {
  const schema = z.toJSONSchema(waiversSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'Jidoka waivers (.jidoka/waivers.yaml)' }, null, 2)}\n`;
}
