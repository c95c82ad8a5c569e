create schema files;
grant usage on schema files to meihua_app;

-- A picture as it was re-encoded on arrival: no original and no EXIF is kept. Its files are whole in the store before the
-- row is there. Kept once something is attached to it; what nobody keeps is swept away after a day.
create table files.picture (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  variants jsonb not null,
  public boolean not null default false,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  kept_at timestamptz,
  primary key (centre_id, id),
  check (not public or kept_at is not null)
);
create index picture_by_id on files.picture (id);
create index picture_unkept on files.picture (uploaded_at) where kept_at is null;

-- The same upload sent twice is one picture, until it is attached.
create unique index picture_sent_once on files.picture (centre_id, uploaded_by, sha256) where kept_at is null;
grant select, insert, update, delete on files.picture to meihua_app;
