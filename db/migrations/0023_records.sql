create schema records;
grant usage on schema records to meihua_app;

-- 服务卡: what the community writes about a member's service in a year or a quarter.
create table records.card (
  centre_id uuid not null,
  member_id uuid not null,
  period text not null check (period ~ '^20[0-9]{2}(Q[1-4])?$'),
  remarks_sealed bytea not null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (centre_id, member_id, period),
  foreign key (centre_id, member_id) references directory.member (centre_id, id)
);

-- 服务证明: what was attested when it was issued, word for word. Its hash also stands in the fact of the issue, which is sealed.
create table records.proof (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  code text not null check (code ~ '^[2-9A-HJKMNP-TV-Z]{12}$'),
  member_id uuid not null,
  name_sealed bytea not null,
  name_index bytea not null,
  from_on date not null,
  to_on date not null,
  times integer not null check (times > 0),
  minutes integer not null check (minutes > 0),
  fields jsonb not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  issued_at timestamptz not null,
  issued_by uuid,
  state text not null check (state in ('valid', 'withdrawn', 'replaced')),
  ended_at timestamptz,
  replaced_by uuid,
  primary key (centre_id, id),
  unique (centre_id, code),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, replaced_by) references records.proof (centre_id, id),
  check (from_on <= to_on),
  check ((state = 'valid') = (ended_at is null)),
  check ((state = 'replaced') = (replaced_by is not null))
);
create index proof_of_member on records.proof (centre_id, member_id, id desc);
create index proof_recent on records.proof (centre_id, id desc);

-- The hours a proof rests on: one of them voided later, and the proof is out of date.
create table records.proof_hours (
  centre_id uuid not null,
  proof_id uuid not null,
  hours_id uuid not null,
  primary key (centre_id, proof_id, hours_id),
  foreign key (centre_id, proof_id) references records.proof (centre_id, id),
  foreign key (centre_id, hours_id) references attendance.hours (centre_id, id)
);
create index proof_on_hours on records.proof_hours (centre_id, hours_id);

-- 季度反馈: what an organisation is told of its members' service in a quarter. Its lines are written when it is sent.
create table records.report (
  centre_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  quarter text not null check (quarter ~ '^20[0-9]{2}Q[1-4]$'),
  state text not null check (state in ('draft', 'sent', 'acknowledged')),
  remarks_sealed bytea,
  drafted_at timestamptz not null,
  sent_at timestamptz,
  sent_by uuid,
  acknowledged_at timestamptz,
  note_sealed bytea,
  primary key (centre_id, id),
  unique (centre_id, organisation_id, quarter),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  check ((state = 'draft') = (sent_at is null)),
  check ((state = 'acknowledged') = (acknowledged_at is not null))
);
create index report_in_state on records.report (centre_id, state, quarter desc, id);
create index report_in_quarter on records.report (centre_id, quarter desc, id);

create table records.report_line (
  centre_id uuid not null,
  report_id uuid not null,
  member_id uuid not null,
  times integer not null check (times >= 0),
  minutes integer not null check (minutes >= 0),
  fields jsonb not null,
  held integer not null check (held >= 0),
  finished integer not null check (finished >= 0),
  primary key (centre_id, report_id, member_id),
  foreign key (centre_id, report_id) references records.report (centre_id, id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id)
);

-- 年度评议 of a member or an organisation: opinions, then a level in words.
create table records.review (
  centre_id uuid not null,
  id uuid not null,
  year integer not null check (year between 2000 and 2099),
  member_id uuid,
  organisation_id uuid,
  state text not null check (state in ('open', 'decided')),
  self_note_sealed bytea,
  community_opinion_sealed bytea,
  unit_opinion_sealed bytea,
  level text check (level in ('excellent', 'good', 'qualified', 'lacking')),
  started_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (centre_id, id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  constraint reviewed_is_one check (num_nonnulls(member_id, organisation_id) = 1),
  constraint decided_with_opinion check (state = 'open' or (level is not null and decided_at is not null and community_opinion_sealed is not null))
);
create unique index review_of_member on records.review (centre_id, member_id, year) where member_id is not null;
create unique index review_of_organisation on records.review (centre_id, organisation_id, year) where organisation_id is not null;
create index review_in_year on records.review (centre_id, year desc, state, id);

-- 表彰规则 of a centre: enough hours, times or claims in a period. Fields empty: service in any field counts.
create table records.rule (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  name text not null check (name <> ''),
  subject_kind text not null check (subject_kind in ('member', 'organisation')),
  every text not null check (every in ('year', 'quarter')),
  least_minutes integer check (least_minutes > 0),
  least_times integer check (least_times > 0),
  least_claims integer check (least_claims > 0),
  fields text[] not null,
  active boolean not null,
  primary key (centre_id, id),
  unique (centre_id, id, subject_kind),
  unique (centre_id, name),
  constraint rule_asks_something check (num_nonnulls(least_minutes, least_times, least_claims) > 0)
);

create table records.recognition (
  centre_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  rule_name text not null,
  subject_kind text not null,
  member_id uuid,
  organisation_id uuid,
  period text not null check (period ~ '^20[0-9]{2}(Q[1-4])?$'),
  state text not null check (state in ('suggested', 'confirmed', 'dismissed', 'revoked')),
  reference text not null,
  times integer not null check (times >= 0),
  minutes integer not null check (minutes >= 0),
  claims integer not null check (claims >= 0),
  suggested_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, rule_id, subject_kind) references records.rule (centre_id, id, subject_kind),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  constraint recognised_is_one check (case subject_kind when 'member' then member_id is not null and organisation_id is null else organisation_id is not null and member_id is null end),
  check ((state = 'suggested') = (decided_at is null))
);
create unique index recognition_of_member on records.recognition (centre_id, member_id, rule_id, period) where member_id is not null;
create unique index recognition_of_organisation on records.recognition (centre_id, organisation_id, rule_id, period) where organisation_id is not null;
create index recognition_in_state on records.recognition (centre_id, state, id desc);

-- The consent of a member to be thanked publicly; it counts as long as the consent itself is in force.
create table records.named (
  centre_id uuid not null,
  member_id uuid not null,
  consent_id uuid not null,
  primary key (centre_id, member_id),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, consent_id) references people.consent (centre_id, id)
);

grant select, insert on records.proof, records.proof_hours, records.report_line to meihua_app;
-- what a proof says is never written again
grant update (state, ended_at, replaced_by) on records.proof to meihua_app;
grant select, insert, update on records.card, records.report, records.review, records.rule, records.recognition, records.named to meihua_app;
