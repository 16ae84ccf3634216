/**
 * What each schema version adds to the one before, in order: the first makes version 1 of an empty file. One that was ever
 * published is never changed: a store that holds it already would not get the change.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `create table events (
      sequence      integer primary key autoincrement,
      chain         text not null,
      position      integer not null,
      time          text not null,
      actor         text not null,
      type          text not null,
      payload       text not null,
      previous_hash text not null,
      hash          text not null,
      unique (chain, position)
    ) strict`,
    `create table texts (
      digest  text primary key,
      content text not null
    ) strict, without rowid`,
    `create table runs (
      id               text primary key,
      input            text not null,
      status           text not null check (status in ('running', 'waiting', 'finished')),
      owner            text,
      fence            integer not null default 0,
      lease_until      integer not null default 0,
      cancel_requested integer not null default 0,
      created          integer not null
    ) strict, without rowid`,
    `create table steps (
      run    text not null references runs (id),
      name   text not null,
      state  text not null check (state in ('started', 'finished')),
      output text not null,
      fence  integer not null,
      primary key (run, name)
    ) strict, without rowid`,
  ],
  // The chain knows what each step has answered, so that a resumed run believes no journal that somebody changed.
  [
    'alter table events add column step text',
    'alter table events add column output_digest text',
    'create unique index events_by_step on events (chain, step) where step is not null',
    'create index events_by_type on events (type, sequence)',
  ],
];

export const SCHEMA_VERSION = MIGRATIONS.length;
