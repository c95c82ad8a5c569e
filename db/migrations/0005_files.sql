create schema files;
grant usage on schema files to meihua_app;

-- A picture as it was re-encoded on arrival: no original and no EXIF is kept.
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
  primary key (centre_id, id)
);
grant select, insert, update on files.picture to meihua_app;
