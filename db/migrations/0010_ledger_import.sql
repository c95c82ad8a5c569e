-- Spreadsheets of offices on their way in: read, checked, confirmed, written, then forgotten.
create schema sheets;
grant usage on schema sheets to meihua_app;

-- One uploaded table. It may hold personal data: its rows, its headings and what is wrong with it are sealed.
create table sheets.import (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  kind text not null check (kind ~ '^[a-zA-Z]{1,30}$'),
  state text not null check (state in ('read', 'checking', 'checked', 'writing', 'done')),
  table_sealed bytea not null,
  -- which columns belong together with which headings is remembered by them
  headings_hash bytea not null,
  columns jsonb,
  row_count integer not null check (row_count >= 0),
  done_count integer not null default 0 check (done_count between 0 and row_count),
  new_count integer not null default 0,
  same_count integer not null default 0,
  differing_count integer not null default 0,
  wrong_count integer not null default 0,
  added_count integer not null default 0,
  report_sealed bytea,
  uploaded_by uuid,
  confirmed_by uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz not null,
  primary key (centre_id, id),
  constraint checked_with_columns check (state = 'read' or columns is not null),
  constraint done_says_when check ((state = 'done') = (finished_at is not null))
);
create index import_recent on sheets.import (centre_id, kind, created_at desc);
create index import_age on sheets.import (expires_at);

-- Some rows of an upload. The piece is deleted in the transaction that writes what its rows say: none is written twice.
create table sheets.piece (
  centre_id uuid not null,
  import_id uuid not null,
  first_row integer not null check (first_row > 0),
  rows_sealed bytea not null,
  -- row number → identity of what is to be added
  keys jsonb,
  primary key (centre_id, import_id, first_row),
  foreign key (centre_id, import_id) references sheets.import (centre_id, id) on delete cascade
);
grant select, insert, update, delete on sheets.import, sheets.piece to meihua_app;

-- How an office's own headings were assigned the last time.
create table sheets.assignment (
  centre_id uuid not null references directory.centre,
  kind text not null,
  headings_hash bytea not null,
  columns jsonb not null,
  at timestamptz not null,
  primary key (centre_id, kind, headings_hash)
);
grant select, insert, update on sheets.assignment to meihua_app;

-- What an old ledger says of a wish and no record of ours can: when it was checked and who handled it, in the ledger's own words.
create table wishes.imported (
  centre_id uuid not null,
  wish_id uuid not null,
  import_id uuid not null,
  identity bytea not null check (octet_length(identity) = 16),
  verified_on date,
  handler text check (handler <> ''),
  evidence text check (evidence <> ''),
  primary key (centre_id, wish_id),
  -- the same line of a ledger enters once, whoever brings it
  constraint imported_once unique (centre_id, identity),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id) deferrable initially deferred
);
grant select, insert on wishes.imported to meihua_app;
