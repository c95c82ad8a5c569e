create schema directory;
grant usage on schema directory to meihua_app;

create table directory.district (
  id uuid primary key,
  name text not null unique check (name <> '')
);

create table directory.centre (
  id uuid primary key,
  district_id uuid not null references directory.district,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}$' and slug not in ('my', 'desk', 'district', 'screen', 'api', 'ui', 'files', 'confirm', 'sign-in', 'sign-out', 'set-up', 'outbox', 'elder-mode', 'healthz', 'readyz', 'metrics')),
  name text not null check (name <> ''),
  address text not null,
  phone text not null,
  opening_hours text not null,
  area_m2 integer check (area_m2 > 0),
  opened_on date
);

create table directory.community (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  name text not null,
  primary key (centre_id, id),
  unique (centre_id, name)
);

create table directory.grid (
  centre_id uuid not null,
  id uuid not null,
  community_id uuid not null,
  name text not null,
  primary key (centre_id, id),
  unique (centre_id, community_id, name),
  unique (centre_id, community_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id)
);

create table directory.building (
  centre_id uuid not null,
  id uuid not null,
  grid_id uuid not null,
  name text not null,
  primary key (centre_id, id),
  unique (centre_id, grid_id, name),
  foreign key (centre_id, grid_id) references directory.grid (centre_id, id)
);

create table directory.organisation (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('government', 'publicInstitution', 'stateOwned', 'newSector', 'community')),
  active boolean not null default true,
  primary key (centre_id, id),
  unique (centre_id, name)
);

grant select, insert, update on all tables in schema directory to meihua_app;

-- A centre's own numbers: the newest row that is in force wins; history stays.
create table directory.setting (
  centre_id uuid not null references directory.centre,
  name text not null,
  effective_from date not null,
  value jsonb not null,
  citation text not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (centre_id, name, effective_from, set_at)
);
grant select, insert on directory.setting to meihua_app;
