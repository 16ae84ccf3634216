/** An OpenAPI document with one path. */
export function apiText({
  version = '3.0.3',
  operation = '',
  schema = '{ type: string }',
  rest = '',
}: {
  readonly version?: string;
  readonly operation?: string;
  readonly schema?: string;
  readonly rest?: string;
} = {}): string {
  return `openapi: ${version}
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      ${operation || 'operationId: list'}
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema: ${schema}
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
${rest}`;
}
