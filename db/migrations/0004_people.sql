create schema people;
grant usage on schema people to meihua_app;

-- One row for a person across everything a centre does for them. Columns named _sealed are encrypted by the application;
-- _index columns are keyed blind indexes, so that an equal value can be found without being read.
create table people.person (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  name_sealed bytea,
  name_index bytea,
  phone_sealed bytea,
  phone_index bytea,
  address_sealed bytea,
  address_index bytea,
  community_id uuid,
  grid_id uuid,
  account_id uuid references identity.account_holder (id),
  created_at timestamptz not null,
  primary key (centre_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, grid_id) references directory.grid (centre_id, id)
);
create unique index person_account on people.person (centre_id, account_id) where account_id is not null;
create index person_of_account on people.person (account_id) where account_id is not null;
create index person_phone on people.person (centre_id, phone_index) where phone_index is not null;
create index person_address on people.person (centre_id, address_index) where address_index is not null;

-- A consent is one purpose for one subject. Withdrawal is a date, never a deletion.
create table people.consent (
  centre_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  subject_id uuid not null,
  wording text not null check (wording <> ''),
  way text not null check (way in ('online', 'phone', 'paper', 'inPerson')),
  recorded_by uuid,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (centre_id, id),
  foreign key (centre_id, person_id) references people.person (centre_id, id),
  check (withdrawn_at is null or withdrawn_at >= given_at)
);
create unique index consent_in_force on people.consent (centre_id, person_id, purpose, subject_id) where withdrawn_at is null;
grant select, insert, update on people.person, people.consent to meihua_app;

-- Each opening of personal data: who looked at what of whom, why, when. Insert only.
create table people.disclosure (
  centre_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  fields text[] not null check (cardinality(fields) > 0),
  viewer_id uuid not null,
  viewer_role text not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  primary key (centre_id, id),
  foreign key (centre_id, person_id) references people.person (centre_id, id)
);
create index disclosure_person on people.disclosure (centre_id, person_id, at desc);
create index disclosure_recent on people.disclosure (centre_id, at desc, id desc);
create index disclosure_viewer on people.disclosure (centre_id, viewer_id, at desc, id desc);
create index person_name on people.person (centre_id, name_index) where name_index is not null;
grant select, insert on people.disclosure to meihua_app;

-- A member of a party organisation who serves here. The person row holds the name; the alias is what the public sees.
create table directory.member (
  centre_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  kind text not null check (kind in ('inService', 'community', 'retired', 'probationary')),
  alias text not null check (alias <> ''),
  active boolean not null default true,
  primary key (centre_id, id),
  unique (centre_id, person_id),
  foreign key (centre_id, person_id) references people.person (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id)
);
-- lists and searches go by alias, in the order of code points whatever the database's language
create index member_alias on directory.member (centre_id, alias collate "C", id);
grant select, insert, update on directory.member to meihua_app;
