/** What a change does to those who rely on a contract. */
export type Effect = 'breaking' | 'may break' | 'compatible';

/** Which way what changed travels: clients send it, clients receive it. */
export type Direction = 'sent' | 'received';

interface Kind {
  /** The change, in words. */
  readonly what: string;
  readonly sent: Effect;
  readonly received: Effect;
  /** Why it is what it is, where that does not follow from the direction. */
  readonly why?: string;
}

/** What clients send may only widen; what they receive may only narrow. */
function narrows(what: string, why?: string): Kind {
  return { what, sent: 'breaking', received: 'compatible', ...(why === undefined ? {} : { why }) };
}

function widens(what: string, why?: string): Kind {
  return { what, sent: 'compatible', received: 'breaking', ...(why === undefined ? {} : { why }) };
}

function both(effect: Effect, what: string, why?: string): Kind {
  return { what, sent: effect, received: effect, ...(why === undefined ? {} : { why }) };
}

/**
 * Every kind of change of a schema (OpenAPI 2, 3.0, 3.1, JSON Schema) and its effect by direction. The engine looks its answers up here and
 * the page of the docs is made from it, so what is written is what is done.
 */
export const SCHEMA_KINDS = {
  'type-changed': both('breaking', 'a type became another one'),
  'type-narrowed': narrows('some of the types are gone', '`number` to `integer` is one'),
  'type-widened': widens('more types', 'of a parameter also any plain type to `string`: on the wire all of them are text'),
  'null-removed': narrows('null is no longer a value'),
  'null-added': widens('null became a value'),
  'format-added': narrows('a format is demanded'),
  'format-removed': widens('the format is gone'),
  'format-changed': both('breaking', 'a format became another one', '`int32` to `int64` and `float` to `double` only widen'),
  'enum-set': narrows('only certain values are left'),
  'enum-unset': { what: 'any value instead of certain ones', sent: 'compatible', received: 'may break' },
  'enum-value-removed': narrows('a value of an enum is gone'),
  'enum-value-added': {
    what: 'an enum got a value',
    sent: 'compatible',
    received: 'may break',
    why: 'a client that knows the values by heart meets one it does not know; one that was told to expect more does not',
  },
  'extensible-value-removed': narrows('a value of `x-extensible-enum` is gone'),
  'const-changed': both('breaking', 'the only value became another one'),
  'bound-tightened': narrows(
    'a bound (minimum, maximum, lengths, counts, minContains, maxContains, multipleOf, uniqueItems) is tighter, or new',
  ),
  'bound-loosened': widens('a bound is looser, or gone'),
  'pattern-added': narrows('a pattern is demanded'),
  'pattern-changed': both('may break', 'a pattern became another one', 'which texts the two have in common nobody computes here'),
  'pattern-removed': { what: 'the pattern is gone', sent: 'compatible', received: 'may break' },
  'required-added': narrows(
    'an optional property became required',
    'also with a default: who validates refuses before the default is looked at',
  ),
  'required-removed': widens('a required property became optional'),
  'required-property-added': narrows('a new property is required'),
  'optional-property-added': both('compatible', 'a new property', 'who receives it leaves out what it does not know'),
  'required-property-removed': {
    what: 'a required property is gone',
    sent: 'may break',
    received: 'breaking',
    why: 'sent all the same it is ignored; what it was good for is gone',
  },
  'optional-property-removed': both('may break', 'an optional property is gone', 'nobody could rely on receiving it; sent, it is ignored'),
  'listed-property-removed': {
    what: 'a property is gone of an object that says of none that it is required',
    sent: 'may break',
    received: 'breaking',
    why: 'what such a definition lists is all that it promises; sent, it is ignored',
  },
  'property-renamed': both(
    'breaking',
    'a property is gone, and a new one is described as it was',
    'who sends or reads the old name is not heard',
  ),
  'property-refused': narrows('a property is gone where further ones are refused'),
  'further-properties-refused': narrows('further properties are refused (`additionalProperties: false`)'),
  'further-properties-allowed': both('compatible', 'further properties are allowed'),
  'alternative-removed': narrows('an alternative of oneOf or anyOf is gone'),
  'alternative-added': widens('oneOf or anyOf got an alternative'),
  'choice-overlaps': narrows('a schema became a oneOf of which it matches several', 'exactly one is allowed to match'),
  'constraint-added': narrows('a new constraint (`not`, `if`, `contains`, `dependentRequired`, `patternProperties` …)'),
  'constraint-removed': widens('a constraint is gone'),
  'constraint-changed': both('may break', 'a constraint became another one', 'what the two have in common nobody computes here'),
  'discriminator-changed': both('may break', 'the discriminator names another property', 'generated clients choose the class by it'),
  'discriminator-value-removed': { what: 'a value of the discriminator is gone', sent: 'may break', received: 'compatible' },
  'read-only-set': {
    what: 'a property became read-only',
    sent: 'may break',
    received: 'compatible',
    why: 'sent all the same it is ignored',
  },
  'write-only-set': { what: 'a property became write-only', sent: 'compatible', received: 'may break' },
  'reference-unread': both('may break', 'a reference to somewhere that cannot be read (another host) leads elsewhere'),
} as const satisfies Record<string, Kind>;

/** Every kind of change of an HTTP API beside its schemas. */
export const API_KINDS = {
  'contract-removed': both('breaking', 'the definition is gone'),
  'operation-removed': both('breaking', 'a path or an operation is gone'),
  'operation-removed-before-sunset': both('breaking', 'a deprecated operation is gone before its `x-sunset`'),
  'operation-removed-deprecated': both(
    'may break',
    'an operation is gone that was deprecated, without a date or after its `x-sunset`',
    'who calls it had been told',
  ),
  'sunset-earlier': both('breaking', 'the `x-sunset` of a deprecated operation is earlier, or gone'),
  'webhook-removed': both('breaking', 'a webhook is gone'),
  'callback-removed': both('may break', 'a callback is gone'),
  'base-path-changed': both('breaking', 'every path moved: `basePath`, or the path of a server of the same host, became another one'),
  'server-removed': both('may break', 'a server is gone', 'where an API is served is often told elsewhere'),
  'parameter-removed': both('may break', 'a parameter is gone', 'sent all the same it is ignored; what it was good for is gone'),
  'parameter-renamed': both(
    'breaking',
    'a parameter is gone, and a new one is described as it was, or it is sent in another place',
    'what is sent by the old name is ignored',
  ),
  'parameter-required-added': both('breaking', 'a new parameter is required'),
  'parameter-required-set': both('breaking', 'an optional parameter became required'),
  'parameter-default-changed': both('breaking', 'a parameter left out means another value'),
  'parameter-default-set': both('may break', 'a parameter left out got or lost a value', 'it often only says what was so before'),
  'parameter-style-changed': both(
    'breaking',
    'a parameter or a header is written another way (`style`, `explode`, `collectionFormat`, `allowReserved`)',
  ),
  'parameter-empty-refused': both('breaking', 'a parameter may no longer be empty (`allowEmptyValue`)'),
  'body-required-added': both('breaking', 'a body is required where none was'),
  'body-required-set': both('breaking', 'an optional body became required'),
  'body-removed': both('breaking', 'a body is no longer taken'),
  'media-type-removed': both('breaking', 'a media type is gone'),
  'media-type-schema-removed': { what: 'a media type lost its schema', sent: 'compatible', received: 'may break' },
  'media-type-schema-added': { what: 'a media type got a schema', sent: 'breaking', received: 'compatible' },
  'success-removed': both('breaking', 'a status of success is gone'),
  'failure-removed': both('compatible', 'a status of failure is gone', 'fewer ways to fail'),
  'header-removed': both('breaking', 'a header that was always sent is gone'),
  'optional-header-removed': both('may break', 'a header that was sometimes sent is gone'),
  'header-required-removed': both('breaking', 'a header that was always sent became optional'),
  'security-tightened': both('breaking', 'what was enough to be let in is not any more', 'another scheme, one more, or one more scope'),
  'scheme-changed': both('breaking', 'a security scheme became another one (type, place, name, flow, discovery address)'),
  'scheme-moved': both(
    'may break',
    'a token is fetched from another address, or said to be of another format',
    'clients that read the definition follow',
  ),
} as const satisfies Record<string, Kind>;

/** Every kind of change of what a package that is published lets import; what syntax carries, nothing is guessed. */
export const EXPORT_KINDS = {
  'export-removed': both('breaking', 'a name is not exported any more', 'no finding where what takes its place cannot be followed'),
  'unpromised-export-removed': both('may break', 'a name is gone that promised nothing (`_a`, `unstable_a`, `a_INTERNAL`)'),
  'export-only-type': both('breaking', 'what was there when the program runs is only a type'),
  'enum-member-removed': both('breaking', 'a member of an enum is gone'),
  'enum-value-changed': both(
    'breaking',
    'a member of an enum stands for another value',
    'what was stored or sent under it is read as another one, or none',
  ),
  'value-retyped': both('breaking', 'a constant is something else altogether', 'of types that are made of keywords and literals'),
  'value-member-removed': both('breaking', 'a member of an object that is written out is gone'),
  'choice-gone': both('breaking', 'a type that is a choice of keywords and literals has lost one'),
  'choice-gone-perhaps': both(
    'may break',
    'the same of a type that functions only answer',
    'the compiler of a caller refuses what compares with it',
  ),
  'parameter-demanded': both(
    'breaking',
    'a function needs more arguments',
    'of TypeScript; in JavaScript syntax does not say what may be left out',
  ),
  'argument-dropped': both(
    'may break',
    'a function takes fewer arguments',
    'the compiler of a caller refuses; when it runs, the argument is ignored',
  ),
  'parameter-type-narrowed': both('breaking', 'a parameter takes less', 'of types that are made of keywords and literals'),
  'parameters-swapped': both('breaking', 'the parameters of a function have changed places'),
  'overload-removed': both(
    'breaking',
    'no way is left to call a function that could be called so',
    'a union of what two overloads took is none lost',
  ),
  'overload-gone-perhaps': both('may break', 'an overload is gone', 'what its types are, syntax does not say'),
  'answer-other': both('breaking', 'a function answers something else altogether', 'of types that are made of keywords and literals'),
  'answer-widened': both('may break', 'a function answers more', 'of types that are made of keywords and literals'),
  'member-removed': both('breaking', 'a member of an interface, an object type or a class is gone'),
  'member-gone-perhaps': both(
    'may break',
    'a member is gone that what it extends may bring, or that callers only give',
    'the compiler of a caller refuses; when it runs, it is ignored',
  ),
  'member-demanded': both('breaking', 'an object that callers give needs one more member', 'a function that is exported takes it'),
  'member-demanded-perhaps': both('may break', 'an object needs one more member', 'who makes it is not written'),
  'member-optional': both('may break', 'a member may be missing now'),
  'member-type-narrowed': both(
    'breaking',
    'a member takes less in an object that callers give, or something else altogether',
    'of types that are made of keywords and literals',
  ),
  'member-retyped': both(
    'may break',
    'the type of a member is another as it is written',
    'what other types are, syntax does not say; of unions and functions it says it',
  ),
  'type-parameter-added': both('breaking', 'a type needs more type arguments'),
  'class-closed': both('breaking', 'a class cannot be made any more: its constructor is private or protected, or it is abstract'),
  'subpath-removed': both('breaking', 'a path of `exports` is gone, or leads to a file that is'),
  'condition-removed': both('breaking', '`import` or `require` of a path of `exports` is gone, and nothing else answers'),
  'exports-closed': both('may break', '`exports` is new: files it does not name can no longer be imported'),
  'package-withdrawn': both('breaking', 'a package is `private` now, or gone', 'its next version will never come'),
  'engine-raised': both('breaking', '`engines.node` takes none of the releases of an even first number any more that it took'),
  'engine-narrowed': both('may break', '`engines.node` takes fewer versions than before', 'also where it took all, as none were named'),
  'command-removed': both('breaking', 'a command of `bin` is gone'),
} as const satisfies Record<string, Kind>;

/** Every kind of change that a migration in SQL makes: while it is rolled out, programs of the version before it run on. */
export const MIGRATION_KINDS = {
  'table-dropped': both('breaking', 'DROP TABLE, unless the same change made it'),
  'table-remade': both(
    'may break',
    'DROP TABLE, and the same migration makes it again',
    'as SQLite needs it to alter a table; what it held before is not in the migration',
  ),
  'view-dropped': both('breaking', 'DROP VIEW, FUNCTION, TYPE …, unless the same migration makes it again'),
  'type-remade': both(
    'may break',
    'a type gets another name, leaves its own to another one, and is dropped',
    'as PostgreSQL needs it to take a value from an enum, or to order them; which it had is not compared',
  ),
  'table-renamed': both('breaking', 'a table gets another name'),
  'column-dropped': both('breaking', 'DROP COLUMN'),
  'column-renamed': both('breaking', 'a column gets another name'),
  'column-demanded': both('breaking', 'a new column is NOT NULL without a default', 'who does not know it cannot insert a row'),
  'enum-value-renamed': both('breaking', 'ALTER TYPE … RENAME VALUE', 'who writes or compares the old name is refused'),
  'default-dropped': both('breaking', 'a column that is NOT NULL loses its default', 'who leaves it out cannot insert a row any more'),
  'null-refused': both(
    'breaking',
    'SET NOT NULL, or ALTER COLUMN … NOT NULL, of a column without a default',
    'who leaves it out cannot insert a row any more; nothing where null was refused before',
  ),
  'null-refused-defaulted': both(
    'may break',
    'the same of a column with a default',
    'whether somebody writes null is not in the migration',
  ),
  'column-narrowed': both(
    'breaking',
    'a column takes less (`bigint` to `int`, `varchar(255)` to `varchar(50)`), or another kind of value (text to a number)',
    'where the migrations before, in an order that is certain, or a schema beside them say what it was',
  ),
  'column-retyped': both(
    'may break',
    'a column gets another type',
    'where it is not known what it was; of numbers that grow as well, as programs read another type; texts that grow are none',
  ),
  'values-refused': both(
    'breaking',
    'a new CHECK, UNIQUE, EXCLUDE or key, or a unique index, on columns that were there',
    'who writes what it refuses cannot any more, and rows that are there may keep it from being made',
  ),
  'constraint-set': both(
    'may break',
    'the same on a column that the migration adds, in place of one that it drops, NOT VALID, or by an index that is there',
    'and all rows are read while the table is locked',
  ),
  'table-emptied': both('may break', 'TRUNCATE'),
  'table-closed': both(
    'breaking',
    'LOCK that keeps writers out, CLUSTER, VACUUM FULL, REINDEX without CONCURRENTLY',
    'programs wait meanwhile',
  ),
  'table-rewritten': both(
    'may break',
    'REFRESH without CONCURRENTLY, SET LOGGED or TABLESPACE, or a new column that holds another value in each row',
    'nobody reads or writes the table meanwhile',
  ),
  'table-locked': both('may break', 'CREATE INDEX without CONCURRENTLY', 'nobody writes to the table meanwhile'),
} as const satisfies Record<string, Kind>;

/** What is done to a migration that base has: databases ran it, and do not run it again. */
export const MIGRATION_EDIT_KINDS = {
  'migration-edited': both(
    'breaking',
    'a migration of base does something else now',
    'what ran it before stays as it was, what runs it now differs',
  ),
  'migration-reworded': both('may break', 'a migration of base has other comments', 'tools that keep a checksum refuse to go on'),
  'migration-removed': both('may break', 'a migration of base is gone, or has another name', 'under another name it runs again'),
} as const satisfies Record<string, Kind>;

/** Every kind of change of definitions of protobuf: for who reads old bytes, old JSON, and for code that was generated before. */
export const PROTO_KINDS = {
  'proto-removed': both('breaking', 'a file is gone, with all that it defines'),
  'package-changed': both('breaking', 'a file is of another package', 'every name in it is another one'),
  'message-removed': both('breaking', 'a message is gone'),
  'enum-removed': both('breaking', 'an enum is gone'),
  'service-removed': both('breaking', 'a service is gone'),
  'extension-removed': both('breaking', 'an `extend` is gone'),
  'field-removed': both(
    'breaking',
    'a field is gone, and its number or its name not reserved',
    'whoever takes them next reads what others wrote',
  ),
  'field-removed-reserved': both(
    'may break',
    'a field is gone, its number and its name reserved',
    'bytes and JSON are read; code that uses it is not compiled',
  ),
  'field-renumbered': both('breaking', 'a field has another number'),
  'field-renamed': both('breaking', 'the number of a field has another name', 'in JSON and in code the name is what counts'),
  'field-reused': both('breaking', 'a number is another field, of another type'),
  'field-retyped': both('breaking', 'a field has another type (key type, group)'),
  'field-retyped-alike': both(
    'may break',
    'a field has another type that is written alike on the wire and in JSON',
    '`int32` to `uint32`, an enum to one of the same values',
  ),
  'cardinality-changed': both('breaking', 'a field became repeated, a map, required, or ceased to be one'),
  'presence-changed': both('may break', 'whether a field is there can be told now, or not any more (`optional` in proto3)'),
  'oneof-changed': both('breaking', 'a field came into a oneof, left it, or the oneof has another name'),
  'json-name-changed': both('breaking', 'a field has another name in JSON (`json_name`)'),
  'default-changed': both('breaking', 'a field that is left out means another value (`default`, the first value of an enum)'),
  'generated-type-changed': both('may break', 'a field has another type in generated code (`jstype`, `ctype`)'),
  'required-field-added': both('breaking', 'a new field is required', 'what was written before is refused'),
  'required-field-removed': both('breaking', 'a required field is gone', 'who knew it refuses what is written now'),
  'reserved-reused': both('breaking', 'what was reserved is taken again'),
  'reserved-removed': both('breaking', 'what was reserved is not any more', 'the next change may take it'),
  'extension-range-removed': both('breaking', 'numbers cannot be used to extend a message any more'),
  'message-set-changed': both('breaking', 'a message is written another way (`message_set_wire_format`)'),
  'value-removed': both('breaking', 'a value is gone, and its number or its name not reserved'),
  'value-removed-reserved': both('may break', 'a value is gone, its number and its name reserved'),
  'value-renumbered': both('breaking', 'a value has another number'),
  'value-renamed': both('breaking', 'the number of a value has lost a name'),
  'rpc-removed': both('breaking', 'a method is gone'),
  'rpc-request-changed': both('breaking', 'a method takes another message'),
  'rpc-response-changed': both('breaking', 'a method answers another message'),
  'rpc-streaming-changed': both('breaking', 'a method streams, or ceases to'),
  'rpc-route-removed': both('breaking', 'a method has lost a path or a verb of `google.api.http`'),
  'rpc-option-changed': both('may break', 'a method has another `idempotency_level` or `google.api.http`'),
  'syntax-changed': both(
    'may break',
    'a file is in another syntax',
    'enums become open or closed, and whether a field is there is told another way',
  ),
  'code-moved': both('may break', 'generated code lies elsewhere, or is called otherwise (`go_package`, `java_package` …)'),
} as const satisfies Record<string, Kind>;

export type ProtoKind = keyof typeof PROTO_KINDS;
export type MigrationKind = keyof typeof MIGRATION_KINDS;
export type MigrationEditKind = keyof typeof MIGRATION_EDIT_KINDS;
export type ExportKind = keyof typeof EXPORT_KINDS;
export type SchemaKind = keyof typeof SCHEMA_KINDS;
export type ApiKind = keyof typeof API_KINDS;

const ALL = { ...SCHEMA_KINDS, ...API_KINDS, ...EXPORT_KINDS, ...MIGRATION_KINDS, ...MIGRATION_EDIT_KINDS, ...PROTO_KINDS };

export function effectOf(kind: keyof typeof ALL, direction: Direction): Effect {
  return ALL[kind][direction];
}
