-- The link by which somebody without an account follows their own wish; only hashes are kept. The newest one opens.
create table wishes.own_link (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  token_hash bytea not null unique,
  code_hash bytea not null,
  failed_attempts smallint not null default 0 check (failed_attempts between 0 and 5),
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  voided_at timestamptz,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);
create index own_link_age on wishes.own_link (expires_at);
create unique index own_link_of on wishes.own_link (centre_id, wish_id) where voided_at is null;
create index own_link_sent on wishes.own_link (centre_id, wish_id, sent_at desc);

-- A claimer who was not in touch in time: staff decide whether the place is given back. One open proposal a claim.
create table wishes.release_proposal (
  centre_id uuid not null,
  id uuid not null,
  claim_id uuid not null,
  wish_id uuid not null,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decision text check (decision in ('released', 'kept', 'contacted', 'ended')),
  decided_by uuid,
  reason_sealed bytea,
  primary key (centre_id, id),
  foreign key (centre_id, claim_id) references wishes.claim (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  check ((decided_at is null) = (decision is null)),
  constraint kept_says_why check (decision is distinct from 'kept' or reason_sealed is not null)
);
create unique index release_proposal_open on wishes.release_proposal (centre_id, claim_id) where decided_at is null;
create index release_proposal_queue on wishes.release_proposal (centre_id, proposed_at, id) where decided_at is null;
create index release_proposal_wish on wishes.release_proposal (centre_id, wish_id);

-- A clock that has come to its reminder or ran out, until those who have the matter were told: together, in one message.
create table wishes.clock_notice (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('wish', 'claim')),
  subject_id uuid not null,
  rule text not null,
  level text not null check (level in ('reminded', 'escalated')),
  due_on date not null,
  noticed_at timestamptz not null,
  told_at timestamptz,
  primary key (centre_id, id)
);
create index clock_notice_untold on wishes.clock_notice (centre_id, id) where told_at is null;
create index clock_notice_age on wishes.clock_notice (told_at) where told_at is not null;

-- How far the openings of a centre have been looked at.
create table people.opening_watch (
  centre_id uuid primary key references directory.centre,
  looked_until timestamptz not null,
  followed_until timestamptz not null
);

-- An opening that stands out, and why; whoever leads looks at it and says what came of it.
create table people.unusual_opening (
  centre_id uuid not null,
  disclosure_id uuid not null,
  viewer_id uuid not null,
  at timestamptz not null,
  rules text[] not null check (cardinality(rules) > 0),
  found_at timestamptz not null,
  checked_at timestamptz,
  checked_by uuid,
  note_sealed bytea,
  primary key (centre_id, disclosure_id),
  foreign key (centre_id, disclosure_id) references people.disclosure (centre_id, id),
  check ((checked_at is null) = (checked_by is null)),
  check ((checked_at is null) = (note_sealed is null))
);
create index unusual_opening_recent on people.unusual_opening (centre_id, at desc, disclosure_id desc);
create index unusual_opening_unchecked on people.unusual_opening (centre_id, at desc, disclosure_id desc) where checked_at is null;
-- how often one account looked at the same person, and gave the same reason
create index disclosure_viewer_person on people.disclosure (centre_id, viewer_id, person_id, at);
create index disclosure_viewer_reason on people.disclosure (centre_id, viewer_id, md5(reason), at);

grant select, insert, update on wishes.own_link, wishes.release_proposal, wishes.clock_notice, people.opening_watch, people.unusual_opening to meihua_app;
grant delete on wishes.own_link, wishes.clock_notice to meihua_app;

-- A job that was tried too often is tried again, from the operations page.
create function kernel.retry_failed_jobs() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare again integer;
begin
  select count(*)::int into again from graphile_worker.reschedule_jobs(
    array(select j.id from graphile_worker.jobs j where j.attempts >= j.max_attempts and j.locked_at is null), now(), null, 0, null);
  return again;
end
$$;
revoke all on function kernel.retry_failed_jobs() from public;
grant execute on function kernel.retry_failed_jobs() to meihua_app;
