create schema identity;
grant usage on schema identity to meihua_app;

-- Accounts, sessions, credentials, codes and second factors, as better-auth 1.7 keeps them
-- (plugins username, phoneNumber, twoFactor), its names written in snake case.
create table identity.account_holder (
  id uuid primary key,
  name text not null check (name <> ''),
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  username text unique,
  display_username text,
  -- a keyed blind index of the number, in hexadecimal; the number itself is in phone_sealed
  phone_number text unique check (phone_number ~ '^[0-9a-f]{32}$'),
  phone_number_verified boolean,
  phone_sealed bytea,
  two_factor_enabled boolean
);

create table identity.session (
  id uuid primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null,
  -- when the session was last seen, to a few minutes
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references identity.account_holder
);
create index session_holder on identity.session (user_id);
create index session_age on identity.session (expires_at);

create table identity.account (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references identity.account_holder,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_holder_of on identity.account (user_id);

create table identity.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on identity.verification (identifier);
create index verification_age on identity.verification (expires_at);

create table identity.two_factor (
  id uuid primary key,
  secret text not null,
  backup_codes text not null,
  user_id uuid not null unique references identity.account_holder,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);

-- Who may do what where. A grant is ended, never removed.
create table identity.role_grant (
  id uuid primary key,
  account_id uuid not null references identity.account_holder,
  role text not null check (role in ('resident', 'member', 'organisationRepresentative', 'clerk', 'gridWorker', 'leader', 'districtOfficer', 'administrator', 'auditor')),
  centre_id uuid,
  scope_id uuid not null,
  granted_by uuid references identity.account_holder,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  check (revoked_at is null or revoked_at >= granted_at)
);
create unique index role_grant_active on identity.role_grant (account_id, role, scope_id) where revoked_at is null;
create index role_grant_scope on identity.role_grant (scope_id, role) where revoked_at is null;
create index role_grant_centre on identity.role_grant (centre_id, role, account_id);

-- How often something was tried in a window of time: sign-ins and codes. The key is a blind index, never a name or a number.
create table identity.throttle (
  kind text not null,
  key bytea not null,
  window_start timestamptz not null,
  tries integer not null check (tries >= 0),
  locked_until timestamptz,
  primary key (kind, key)
);
create index throttle_age on identity.throttle (window_start);

grant select, insert, update on all tables in schema identity to meihua_app;
grant delete on identity.session, identity.verification, identity.two_factor, identity.throttle to meihua_app;
