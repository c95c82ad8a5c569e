create extension if not exists btree_gist;

create schema posts;
grant usage on schema posts to meihua_app;

-- What is needed somewhere (岗位): a kind of service, its place, what one should know and be able to do. When and how many is
-- said by its shifts. `next_at` is when its next open shift begins: the public list goes by it.
create table posts.post (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$'),
  title text not null check (title <> ''),
  field text not null,
  community_id uuid,
  organisation_id uuid,
  place text not null check (place <> ''),
  description text not null check (description <> ''),
  conditions text check (conditions <> ''),
  contact text check (contact <> ''),
  skills text[] not null default '{}',
  skills_required boolean not null default false,
  state text not null check (state in ('draft', 'open', 'closed', 'cancelled')),
  next_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, field) references directory.service_field (centre_id, code),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  constraint required_skills_are_named check (not skills_required or skills <> '{}')
);
create index post_next on posts.post (centre_id, next_at, id) where state = 'open' and next_at is not null;
create index post_next_of_field on posts.post (centre_id, field, next_at, id) where state = 'open' and next_at is not null;
create index post_next_of_community on posts.post (centre_id, community_id, next_at, id) where state = 'open' and next_at is not null;
create index post_newest on posts.post (centre_id, id desc);
create index post_of_state on posts.post (centre_id, state, id desc);
create index post_of_organisation on posts.post (centre_id, organisation_id, id desc) where organisation_id is not null;
create index post_next_is_over on posts.post (next_at) where state = 'open' and next_at is not null;

-- Words as they are compared, and all their pieces of one and two characters: what is looked for may be cut anywhere.
create function posts.plain_words(words text) returns text language sql immutable strict parallel safe
  return lower(normalize(words, NFKC));
create function posts.pieces(words text) returns text[] language sql immutable strict parallel safe
  return array(
    select distinct substr(word, at, length) from regexp_split_to_table(posts.plain_words(words), '\s+') as word
    cross join lateral generate_series(1, char_length(word)) as at cross join (values (1), (2)) as l (length)
    where at + length - 1 <= char_length(word));
create index post_words on posts.post using gin (posts.pieces(title || ' ' || place || ' ' || description)) where state = 'open' and next_at is not null;

-- A time of a post (班次). `secret` makes the codes that are shown at the place; it leaves the database for nothing else.
create table posts.shift (
  centre_id uuid not null,
  id uuid not null,
  post_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text check (place <> ''),
  places integer not null check (places between 1 and 1000),
  quota_places integer not null default 0 check (quota_places >= 0),
  state text not null check (state in ('open', 'cancelled', 'held')),
  secret bytea not null check (octet_length(secret) = 32),
  note text check (note <> ''),
  created_at timestamptz not null,
  primary key (centre_id, id),
  unique (centre_id, id, places, starts_at, ends_at),
  foreign key (centre_id, post_id) references posts.post (centre_id, id),
  constraint ends_after_it_starts check (ends_at > starts_at),
  constraint lasts_a_day_at_most check (ends_at - starts_at <= interval '24 hours'),
  -- what is kept for organisations is never more than there is
  constraint quotas_not_exceeded check (quota_places <= places)
);
create index shift_of_post on posts.shift (centre_id, post_id, starts_at, id);
create index shift_when on posts.shift (centre_id, starts_at, id);
create index shift_open_end on posts.shift (ends_at) where state = 'open';

-- Places of a shift that are kept for the roster of an organisation (名额) until shortly before it begins.
create table posts.quota (
  centre_id uuid not null,
  shift_id uuid not null,
  organisation_id uuid not null,
  places integer not null check (places between 0 and 1000),
  primary key (centre_id, shift_id, organisation_id),
  foreign key (centre_id, shift_id) references posts.shift (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id)
);
create index quota_of_organisation on posts.quota (centre_id, organisation_id, shift_id);

create function posts.sum_quotas() returns trigger language plpgsql as $$
begin
  update posts.shift set quota_places = (
    select sum(places) from posts.quota where centre_id = new.centre_id and shift_id = new.shift_id)
  where centre_id = new.centre_id and id = new.shift_id;
  return null;
end $$;
create trigger sum_quotas after insert or update on posts.quota for each row execute function posts.sum_quotas();

-- A member in a shift (报名). Places are numbered, each is held once; a person is in one place at a time; who waits has a turn.
create table posts.sign_up (
  centre_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  member_id uuid not null,
  organisation_id uuid,
  state text not null check (state in ('held', 'waiting', 'cancelled')),
  place integer,
  turn integer check (turn > 0),
  shift_places integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  during tstzrange not null generated always as (tstzrange(starts_at, ends_at)) stored,
  skills_confirmed boolean not null default false,
  signed_up_at timestamptz not null,
  by_account uuid,
  ended_at timestamptz,
  ended_why text check (ended_why in ('left', 'removed', 'moved', 'shiftCancelled')),
  primary key (centre_id, id),
  foreign key (centre_id, shift_id, shift_places, starts_at, ends_at)
    references posts.shift (centre_id, id, places, starts_at, ends_at) on update cascade,
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, shift_id, organisation_id) references posts.quota (centre_id, shift_id, organisation_id),
  constraint held_in_a_place check ((state = 'held') = (place is not null)),
  constraint sign_up_place_exists check (place between 1 and shift_places),
  constraint waits_for_a_turn check (state <> 'waiting' or (turn is not null and organisation_id is null)),
  constraint ended_says_why check ((state = 'cancelled') = (ended_at is not null) and (state = 'cancelled') = (ended_why is not null)),
  constraint shifts_do_not_clash exclude using gist (centre_id with =, member_id with =, during with &&) where (state = 'held')
);
create unique index sign_up_once on posts.sign_up (centre_id, shift_id, member_id) where state <> 'cancelled';
create unique index sign_up_place on posts.sign_up (centre_id, shift_id, place) where state = 'held';
create unique index sign_up_turn on posts.sign_up (centre_id, shift_id, turn) where turn is not null;
create index sign_up_of_member on posts.sign_up (centre_id, member_id, starts_at, id);

-- The address under which a member's calendar fetches their shifts; only a hash of its token is kept.
create table posts.feed (
  centre_id uuid not null,
  member_id uuid not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  primary key (centre_id, member_id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id)
);

grant select, insert, update on all tables in schema posts to meihua_app;
