-- Calls (动员令): reported-in members are told of a task, answer, come. Coming and hours run through the shift that a call opens.
create schema calls;
grant usage on schema calls to meihua_app;

create table calls.call (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  title text not null check (title <> ''),
  task text not null check (task <> ''),
  urgency text not null check (urgency in ('ordinary', 'urgent', 'emergency')),
  field text not null,
  community_id uuid,
  place text not null check (place <> ''),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  places integer not null check (places > 0),
  state text not null check (state in ('draft', 'open', 'ended', 'cancelled')),
  -- made when it is opened
  post_id uuid,
  shift_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  opened_at timestamptz,
  reminded_at timestamptz,
  over_at timestamptz,
  -- what those who were told are told at the end: thanks, or why it was called off
  closing_words text check (closing_words <> ''),
  primary key (centre_id, id),
  unique (centre_id, reference),
  unique (centre_id, shift_id),
  foreign key (centre_id, field) references directory.service_field (centre_id, code),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, post_id) references posts.post (centre_id, id),
  foreign key (centre_id, shift_id) references posts.shift (centre_id, id),
  constraint call_lasts check (ends_at > starts_at),
  constraint opened_call_has_shift check ((opened_at is null) = (shift_id is null)),
  constraint call_in_state check (
    case state
      when 'draft' then opened_at is null and over_at is null
      when 'open' then opened_at is not null and over_at is null
      when 'ended' then opened_at is not null and over_at is not null
      else over_at is not null
    end
  )
);
create index call_recent on calls.call (centre_id, id desc);
create index call_in_state on calls.call (centre_id, state, id desc);
create index call_by_start on calls.call (centre_id, starts_at) where opened_at is not null;

-- Whom a call is for, wave after wave. Of each list one entry is enough; an empty one asks nothing. `met`: all lists that ask, or any.
create table calls.wave (
  centre_id uuid not null,
  call_id uuid not null,
  number smallint not null check (number > 0),
  met text not null check (met in ('all', 'any')),
  communities uuid[] not null default '{}',
  grids uuid[] not null default '{}',
  kinds text[] not null default '{}',
  skills text[] not null default '{}',
  fields text[] not null default '{}',
  -- how many were to be told when it was sent, and how far the job that tells them has come
  expected integer check (expected >= 0),
  told integer not null default 0 check (told >= 0),
  last_member_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  sent_at timestamptz,
  done_at timestamptz,
  primary key (centre_id, call_id, number),
  foreign key (centre_id, call_id) references calls.call (centre_id, id),
  check ((sent_at is null) = (expected is null)),
  check (done_at is null or sent_at is not null)
);

-- Each member is told of a call once, on the ground of a check-in.
create table calls.told (
  centre_id uuid not null,
  call_id uuid not null,
  member_id uuid not null,
  wave smallint not null,
  check_in_id uuid not null,
  told_at timestamptz not null,
  -- no phone that takes messages: somebody has to call or go
  reached boolean not null,
  answer text check (answer in ('yes', 'no')),
  answered_at timestamptz,
  -- the account that answered, or wrote down what it was told
  answered_by uuid,
  answer_way text check (answer_way in ('online', 'phone')),
  reason_sealed bytea,
  reminded_at timestamptz,
  over_told_at timestamptz,
  primary key (centre_id, call_id, member_id),
  unique (centre_id, call_id, member_id, answer),
  foreign key (centre_id, call_id, wave) references calls.wave (centre_id, call_id, number),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, check_in_id) references checkins.member_check_in (centre_id, id),
  check ((answer is null) = (answered_at is null)),
  check ((answer is null) = (answer_way is null)),
  check (answer = 'no' or reason_sealed is null)
);
create index told_of_member on calls.told (centre_id, member_id, call_id desc);
create index told_by_answer on calls.told (centre_id, call_id, answer, member_id);

-- A member who wants no calls, although reported in.
create table calls.preference (
  centre_id uuid not null,
  member_id uuid not null,
  off boolean not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (centre_id, member_id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id)
);

-- In which fields a member has served, by the attested hours.
create table calls.experience (
  centre_id uuid not null,
  member_id uuid not null,
  field text not null,
  primary key (centre_id, member_id, field),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, field) references directory.service_field (centre_id, code)
);

create table calls.team (
  centre_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  name text not null check (name <> ''),
  grid_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  primary key (centre_id, id),
  unique (centre_id, call_id, id),
  unique (centre_id, call_id, name),
  foreign key (centre_id, call_id) references calls.call (centre_id, id),
  foreign key (centre_id, grid_id) references directory.grid (centre_id, id)
);

-- One team for each member of a call, and only for those who said yes: whoever changes their mind leaves the team first.
create table calls.team_member (
  centre_id uuid not null,
  call_id uuid not null,
  member_id uuid not null,
  team_id uuid not null,
  leads boolean not null default false,
  said text generated always as ('yes') stored,
  primary key (centre_id, call_id, member_id),
  foreign key (centre_id, call_id, team_id) references calls.team (centre_id, call_id, id),
  foreign key (centre_id, call_id, member_id, said) references calls.told (centre_id, call_id, member_id, answer)
);
create unique index team_leader on calls.team_member (centre_id, team_id) where leads;
create index team_member_of on calls.team_member (centre_id, team_id, member_id);

grant select, insert, update on calls.call, calls.wave, calls.told, calls.preference, calls.experience, calls.team, calls.team_member to meihua_app;
-- who is in which team now; what was is told by the facts
grant delete on calls.team, calls.team_member to meihua_app;
