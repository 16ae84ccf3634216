/** Raised with every change of the tables; a store of an earlier version is migrated forward, of a later one refused. */
export const SCHEMA_VERSION = 1;

export const SCHEMA = `
create table events (
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
) strict;
create table texts (
  digest  text primary key,
  content text not null
) strict, without rowid;
create table runs (
  id               text primary key,
  input            text not null,
  status           text not null check (status in ('running', 'waiting', 'finished')),
  owner            text,
  fence            integer not null default 0,
  lease_until      integer not null default 0,
  cancel_requested integer not null default 0,
  created          integer not null
) strict, without rowid;
create table steps (
  run    text not null references runs (id),
  name   text not null,
  state  text not null check (state in ('started', 'finished')),
  output text not null,
  fence  integer not null,
  primary key (run, name)
) strict, without rowid;
`;
