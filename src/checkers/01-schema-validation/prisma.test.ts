import { type Case, testChecker } from '../test-checker.ts';

const SOURCE = `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}
`;

const USER = `/// Who signs in.
model User {
  id      Int      @id @default(autoincrement())
  email   String   @unique @db.VarChar(255)
  role    Role     @default(USER)
  tags    String[] @default([])
  posts   Post[]   @relation("written")
  friends User[]   @relation("friends")
  ofUsers User[]   @relation("friends")
}
enum Role {
  USER @map("user")
  ADMIN
  @@map("roles")
}
`;

const POST = `model Post {
  a        Int
  b        Int
  authorId Int?
  author   User? @relation("written", fields: [authorId], references: [id], onDelete: Cascade)
  place    Unsupported("point")?
  data     Json? /* anything */
  @@id([a, b])
  @@index([authorId(sort: Desc)], map: "by_author")
}
`;

const MIGRATION = `CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
CREATE TABLE "User" ("id" SERIAL NOT NULL, "email" VARCHAR(255) NOT NULL, "role" "Role", CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE TABLE "posts" ("a" INTEGER NOT NULL, "author_id" INTEGER);
`;
const MIGRATED = `${SOURCE}model User {
  id    Int    @id
  email String
  role  Role
  posts Post[]
}
model Post {
  a        Int   @id
  authorId Int?  @map("author_id")
  author   User? @relation(fields: [authorId], references: [id])
  draft    Int   @ignore
  @@map("posts")
}
enum Role {
  USER
}
`;

const clean: readonly Case[] = [
  {
    name: 'migrations that make what the schema has',
    base: { 'prisma/schema.prisma': MIGRATED, 'prisma/migrations/1_init/migration.sql': MIGRATION },
    head: {
      'prisma/schema.prisma': MIGRATED.replace('  email', '  name String?\n  email'),
      'prisma/migrations/2_name/migration.sql': 'ALTER TABLE "User" ADD COLUMN "name" TEXT;\n',
      'other/schema.prisma': MIGRATED,
      'other/migrations/1_init/migration.sql': 'CALL make_tables();\n',
    },
  },
  {
    name: 'a schema in one file, and one in several',
    base: {},
    head: {
      'one/schema.prisma': SOURCE + USER + POST,
      'several/schema.prisma': SOURCE,
      'several/user.prisma': USER,
      'several/models/post.prisma': POST,
    },
  },
  {
    name: 'a schema that was never kept by its migrations',
    base: { 'prisma/schema.prisma': MIGRATED, 'prisma/migrations/1_init/migration.sql': 'CREATE TABLE "User" ("id" INT);\n' },
    head: { 'prisma/schema.prisma': MIGRATED.replace('  email', '  name String?\n  email') },
  },
  {
    name: 'a column and a table that go by a migration, one that is ignored until it goes, and tables of nobody',
    base: {
      'prisma/schema.prisma': `${MIGRATED}model Cat {\n  id Int @id\n}\n`,
      'prisma/migrations/1_init/migration.sql': `${MIGRATION}CREATE TABLE "Cat" ("id" INT); CREATE TABLE "_AToB" ("A" INT, "B" INT);\n`,
    },
    head: {
      'prisma/schema.prisma': MIGRATED.replace('  email String\n', '').replace(
        'Int?  @map("author_id")',
        'Int?  @ignore @map("author_id")',
      ),
      'prisma/migrations/2_less/migration.sql': 'ALTER TABLE "User" DROP COLUMN "email";\nDROP TABLE "Cat";\n',
    },
  },
  {
    name: 'a migration that runs what is not read',
    base: { 'prisma/schema.prisma': MIGRATED, 'prisma/migrations/1_init/migration.sql': MIGRATION },
    head: {
      'prisma/schema.prisma': MIGRATED.replace('  email String\n', ''),
      'prisma/migrations/2_call/migration.sql': 'CALL drop_emails();\n',
    },
    expect: {
      reason: /tables of prisma\/schema\.prisma is not judged: prisma\/migrations\/2_call\/migration\.sql runs what is not read/,
    },
  },
  {
    name: 'a table of a schema of which some are made otherwise',
    base: { 'prisma/schema.prisma': MIGRATED, 'prisma/migrations/1_init/migration.sql': 'CREATE TABLE posts (a INT, author_id INT);\n' },
    head: { 'prisma/schema.prisma': `${MIGRATED}model Cat {\n  id Int @id\n}\n` },
  },
  { name: 'a part of a schema whose datasource is elsewhere', base: {}, head: { 'part.prisma': 'model A {\n  id Int @id\n  b B\n}\n' } },
  {
    name: 'two schemas in one folder',
    base: {},
    head: { 'a.prisma': `${SOURCE}model A {\n  id Int @id\n}\n`, 'b.prisma': `${SOURCE}model A {\n  id String @id\n}\n` },
  },
];

const at = (rule: string, path: string, ...lines: readonly number[]) => lines.map((line) => ({ rule, path, line }));

const flagged: readonly Case[] = [
  {
    name: 'what Prisma refuses',
    base: {},
    head: {
      'a/schema.prisma': `${SOURCE}model A {
  id   Int @id
  id   Int
  role Role @default(GUEST)
  bId  String
  b    B @relation(fields: [bId], references: [id])
  c    C @relation(fields: [cId], references: [gone])
  d    Dog
  e    B @relation("other", fields: [bId, id], references: [id])
  @@index([nothing])
}
model B {
  id Int @id
  a  A[]
  f  A[] @relation("other")
}
model C {
  a A[]
}
enum Role {
  USER
  USER
}
`,
      'b/other.prisma': 'model A {\n  id\n  name String\n}\n',
    },
    expect: {
      findings: [
        ...at('schema-violation', 'a/schema.prisma', 7),
        ...at('broken-reference', 'a/schema.prisma', 8),
        ...at('schema-violation', 'a/schema.prisma', 10),
        ...at('broken-reference', 'a/schema.prisma', 11, 11, 12),
        ...at('schema-violation', 'a/schema.prisma', 13),
        ...at('broken-reference', 'a/schema.prisma', 14),
        ...at('schema-violation', 'a/schema.prisma', 21, 26),
        ...at('unreadable', 'b/other.prisma', 2),
      ],
    },
  },
  {
    name: 'a model is taken away that another file of the schema names',
    base: { 'schema.prisma': SOURCE, 'user.prisma': USER, 'post.prisma': POST },
    head: { 'post.prisma': POST.replace('model Post', 'model Article') },
    expect: {
      findings: [
        { rule: 'schema-violation', path: 'post.prisma', line: 5 },
        { rule: 'broken-reference', path: 'user.prisma', line: 7 },
      ],
    },
  },
  {
    name: 'a column and a table that no migration makes',
    base: { 'prisma/schema.prisma': MIGRATED, 'prisma/migrations/1_init/migration.sql': MIGRATION },
    head: { 'prisma/schema.prisma': `${MIGRATED.replace('  email', '  name  String?\n  email')}model Cat {\n  id Int @id\n}\n` },
    expect: { findings: at('unmigrated', 'prisma/schema.prisma', 7, 22) },
  },
  {
    name: 'a field and a model are taken away, and no migration drops what they were',
    base: {
      'prisma/schema.prisma': `${MIGRATED}model Cat {\n  id Int @id\n}\n`,
      'prisma/migrations/1_init/migration.sql': `${MIGRATION}CREATE TABLE "Cat" ("id" INT);\n`,
    },
    head: { 'prisma/schema.prisma': MIGRATED.replace('  email String\n', '') },
    expect: {
      findings: [
        { rule: 'unmigrated', path: 'prisma/schema.prisma' },
        { rule: 'unmigrated', path: 'prisma/schema.prisma', line: 5 },
      ],
    },
  },
  {
    name: 'a column that no migration makes, beside a table that was never kept by them',
    base: {
      'prisma/schema.prisma': MIGRATED.replace('  email', '  name String?\n  email'),
      'prisma/migrations/1_init/migration.sql': MIGRATION,
    },
    head: {
      'prisma/schema.prisma': MIGRATED.replace('  email', '  name String?\n  more String?\n  email').replace(
        '  draft',
        '  kind Int?\n  draft',
      ),
    },
    expect: { findings: at('unmigrated', 'prisma/schema.prisma', 17) },
  },
  {
    name: 'a migration takes a column away that the schema has',
    base: { 'prisma/schema/a.prisma': MIGRATED, 'prisma/migrations/1_init/migration.sql': MIGRATION },
    head: { 'prisma/migrations/2_drop/migration.sql': 'ALTER TABLE "User" DROP COLUMN "email";\n' },
    expect: { findings: at('unmigrated', 'prisma/schema/a.prisma', 7) },
  },
  {
    name: 'a relation without its other side',
    base: {},
    head: { 'schema.prisma': `${SOURCE}${USER}${POST.replace('@relation("written", ', '@relation(')}` },
    expect: { findings: at('schema-violation', 'schema.prisma', 11, 24) },
  },
];

testChecker(import.meta.url, { clean, flagged });
