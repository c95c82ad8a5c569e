-- Who came to a shift and who left it (by a code at the place, at the desk, from a paper sheet), and the hours that its
-- organiser attests.
create schema attendance;
grant usage on schema attendance to meihua_app;

-- What phones sent, right or wrong. The phone makes the id, so that a scan that is sent again is answered as it was the first
-- time. Never changed: a stay is what the accepted scans of a person say, in whatever order they arrived.
create table attendance.scan (
  centre_id uuid not null,
  member_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  kind text not null check (kind in ('in', 'out')),
  -- the moment of the code, not of the phone's clock
  scanned_at timestamptz not null,
  received_at timestamptz not null,
  accepted boolean not null,
  why text,
  said text not null,
  primary key (centre_id, member_id, id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, shift_id) references posts.shift (centre_id, id),
  check (accepted or why is not null)
);
create index scan_of_stay on attendance.scan (centre_id, shift_id, member_id, scanned_at) where accepted;
create index scan_wrong on attendance.scan (centre_id, shift_id, member_id, received_at) where not accepted;
grant select, insert on attendance.scan to meihua_app;

-- One person at one shift. What the organiser entered (desk, sheet) stands above what was scanned.
create table attendance.stay (
  centre_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  member_id uuid not null,
  sign_up_id uuid not null,
  came_at timestamptz,
  came_by text check (came_by in ('code', 'desk', 'sheet')),
  left_at timestamptz,
  left_by text check (left_by in ('code', 'desk', 'sheet')),
  -- a scan that was sent later than it was made: the organiser looks at it
  sent_late boolean not null default false,
  -- has hours that count
  attested boolean not null default false,
  primary key (centre_id, id),
  unique (centre_id, shift_id, member_id),
  unique (centre_id, id, shift_id, member_id),
  foreign key (centre_id, shift_id) references posts.shift (centre_id, id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, sign_up_id) references posts.sign_up (centre_id, id),
  check ((came_at is null) = (came_by is null)),
  check ((left_at is null) = (left_by is null)),
  check (left_at >= came_at)
);
create index stay_came on attendance.stay (centre_id, came_at) include (member_id) where came_at is not null;
create index stay_unattested on attendance.stay (centre_id, shift_id) where came_at is not null and not attested;
create index stay_of_member on attendance.stay (centre_id, member_id, id);
grant select, insert, update on attendance.stay to meihua_app;

-- Hours of service, attested by the organiser. A row is never changed, only voided, and attested anew. An hour of a person
-- counts once, whatever code does.
create table attendance.hours (
  centre_id uuid not null,
  id uuid not null,
  stay_id uuid not null,
  shift_id uuid not null,
  member_id uuid not null,
  post_id uuid not null,
  -- whose roster the person came with
  organisation_id uuid,
  community_id uuid,
  field text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  during tstzrange not null generated always as (tstzrange(starts_at, ends_at)) stored,
  minutes integer not null,
  -- why it is not what the scans say
  reason_sealed bytea,
  attested_by uuid not null,
  attested_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_reason_sealed bytea,
  primary key (centre_id, id),
  foreign key (centre_id, stay_id, shift_id, member_id) references attendance.stay (centre_id, id, shift_id, member_id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, shift_id) references posts.shift (centre_id, id),
  foreign key (centre_id, post_id) references posts.post (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, field) references directory.service_field (centre_id, code),
  check (ends_at > starts_at),
  check (minutes > 0 and minutes * 60 <= extract(epoch from ends_at - starts_at)),
  check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (voided_reason_sealed is null)),
  constraint hours_count_once exclude using gist (centre_id with =, member_id with =, during with &&) where (voided_at is null)
);
create unique index hours_once on attendance.hours (centre_id, stay_id) where voided_at is null;
create index hours_of_member on attendance.hours (centre_id, member_id, starts_at desc, id desc) where voided_at is null;
create index hours_of_organisation on attendance.hours (centre_id, organisation_id, starts_at desc, id desc) where voided_at is null;
create index hours_in_time on attendance.hours (centre_id, starts_at desc, id desc) include (minutes, member_id, organisation_id, community_id, field) where voided_at is null;
create index hours_of_shift on attendance.hours (centre_id, shift_id);
grant select, insert on attendance.hours to meihua_app;
grant update (voided_at, voided_by, voided_reason_sealed) on attendance.hours to meihua_app;
