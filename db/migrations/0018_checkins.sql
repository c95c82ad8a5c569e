-- Reporting in (双报到): organisations to the sub-district or a community, members to the community where they live.
create schema checkins;
grant usage on schema checkins to meihua_app;

create table checkins.organisation_check_in (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  -- none as long as a unit that the centre does not know yet waits to be accepted
  organisation_id uuid,
  proposed_name text check (proposed_name <> ''),
  -- that of the organisation, kept equal by triggers; that which was proposed, until there is one
  kind text not null,
  -- none: to the whole sub-district
  community_id uuid,
  state text not null check (state in ('submitted', 'active', 'declined', 'withdrawn')),
  contact_id uuid not null,
  -- codes of directory.service_field
  fields text[] not null default '{}' check (cardinality(fields) <= 20),
  resources_sealed bytea,
  reason_sealed bytea,
  channel text not null check (channel in ('online', 'window', 'import')),
  submitted_by uuid references identity.account_holder,
  submitted_on date not null,
  submitted_at timestamptz not null,
  decided_on date,
  decided_by uuid references identity.account_holder,
  confirmed_on date,
  ended_on date,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, contact_id) references people.person (centre_id, id),
  check (organisation_id is not null or proposed_name is not null),
  check (state <> 'active' or (organisation_id is not null and decided_on is not null)),
  check ((state in ('declined', 'withdrawn')) = (ended_on is not null))
);
-- one open check-in of an organisation, known or not yet known, to a place
create unique index organisation_check_in_open on checkins.organisation_check_in
  (centre_id, organisation_id, coalesce(community_id, centre_id)) where state in ('submitted', 'active') and organisation_id is not null;
create unique index organisation_check_in_proposed on checkins.organisation_check_in
  (centre_id, proposed_name, coalesce(community_id, centre_id)) where state = 'submitted' and organisation_id is null;
create index organisation_check_in_queue on checkins.organisation_check_in (centre_id, state, submitted_on desc, id desc);
create index organisation_check_in_of_community on checkins.organisation_check_in (centre_id, community_id, state, submitted_on desc, id desc);
create index organisation_check_in_of_kind on checkins.organisation_check_in (centre_id, kind, state, submitted_on desc, id desc);
create index organisation_check_in_of on checkins.organisation_check_in (centre_id, organisation_id, state);
create index organisation_check_in_by on checkins.organisation_check_in (submitted_by) where submitted_by is not null;
create index organisation_check_in_contact on checkins.organisation_check_in (centre_id, contact_id);

create table checkins.member_check_in (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  member_id uuid not null,
  -- that of the member, kept equal by triggers
  kind text not null default '',
  community_id uuid not null,
  grid_id uuid,
  state text not null check (state in ('reported', 'active', 'declined', 'movedOut', 'withdrawn')),
  -- the organisation that reported the member in, if one did
  by_organisation_id uuid,
  -- what a member wrote whose unit is not in the list
  unit_sealed bytea,
  reason_sealed bytea,
  channel text not null check (channel in ('online', 'organisation', 'window', 'import')),
  reported_by uuid references identity.account_holder,
  reported_on date not null,
  reported_at timestamptz not null,
  accepted_on date,
  accepted_by uuid references identity.account_holder,
  confirmed_on date,
  ended_on date,
  moved_to_id uuid,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, grid_id) references directory.grid (centre_id, id),
  foreign key (centre_id, by_organisation_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, moved_to_id) references checkins.member_check_in (centre_id, id),
  check (state <> 'active' or accepted_on is not null),
  check ((state in ('declined', 'movedOut', 'withdrawn')) = (ended_on is not null)),
  check ((state = 'movedOut') = (moved_to_id is not null))
);
create unique index member_check_in_open on checkins.member_check_in (centre_id, member_id, community_id) where state in ('reported', 'active');
create unique index member_check_in_next on checkins.member_check_in (centre_id, moved_to_id) where moved_to_id is not null;
create index member_check_in_queue on checkins.member_check_in (centre_id, state, reported_on desc, id desc);
create index member_check_in_of_community on checkins.member_check_in (centre_id, community_id, state, reported_on desc, id desc);
create index member_check_in_of_kind on checkins.member_check_in (centre_id, kind, state, reported_on desc, id desc);
create index member_check_in_of_both on checkins.member_check_in (centre_id, community_id, kind, state, reported_on desc, id desc);
create index member_check_in_of on checkins.member_check_in (centre_id, member_id);
create index member_check_in_by on checkins.member_check_in (centre_id, by_organisation_id, reported_on desc, id desc) where by_organisation_id is not null;
grant select, insert, update on checkins.organisation_check_in, checkins.member_check_in to meihua_app;

-- The kind stands in the check-in too, so that an index serves the filter; the holder's row is locked against a change meanwhile.
create function checkins.take_kind() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'member_check_in' then
    select kind into new.kind from directory.member where centre_id = new.centre_id and id = new.member_id for share;
  elsif new.organisation_id is not null then
    select kind into new.kind from directory.organisation where centre_id = new.centre_id and id = new.organisation_id for share;
  end if;
  return new;
end
$$;
create trigger kind_taken before insert or update of member_id on checkins.member_check_in for each row execute function checkins.take_kind();
create trigger kind_taken before insert or update of organisation_id on checkins.organisation_check_in for each row execute function checkins.take_kind();

create function checkins.pass_kind_on() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'member' then
    update checkins.member_check_in set kind = new.kind where centre_id = new.centre_id and member_id = new.id;
  else
    update checkins.organisation_check_in set kind = new.kind where centre_id = new.centre_id and organisation_id = new.id;
  end if;
  return null;
end
$$;
create trigger kind_passed_on after update on directory.member for each row when (old.kind is distinct from new.kind) execute function checkins.pass_kind_on();
create trigger kind_passed_on after update on directory.organisation for each row when (old.kind is distinct from new.kind) execute function checkins.pass_kind_on();

-- Figures, as in 0012: what each change adds, folded into sums by a job. One row of the cube for the check-in, one more for each field.
create table statistics.check_in_delta (
  centre_id uuid not null,
  id bigint generated always as identity,
  subject text not null check (subject in ('organisation', 'member')),
  month date not null,
  kind text not null,
  -- the centre's own id stands for the whole sub-district
  community_id uuid not null,
  state text not null,
  -- '' in the row that counts the check-in itself
  field text not null,
  check_ins bigint not null,
  primary key (centre_id, id)
);
create table statistics.check_in_sum (
  centre_id uuid not null,
  subject text not null,
  month date not null,
  kind text not null,
  community_id uuid not null,
  state text not null,
  field text not null,
  check_ins bigint not null,
  primary key (centre_id, subject, field, month, kind, community_id, state)
);

-- Whoever has at least one active check-in, counted once: how many each has, and what that adds to the number of holders of a kind.
create table statistics.check_in_holder (
  centre_id uuid not null,
  subject text not null,
  holder_id uuid not null,
  kind text not null,
  active integer not null check (active >= 0),
  primary key (centre_id, subject, holder_id, kind)
);
create table statistics.check_in_holder_delta (
  centre_id uuid not null,
  id bigint generated always as identity,
  subject text not null,
  kind text not null,
  holders bigint not null,
  primary key (centre_id, id)
);
create table statistics.check_in_holder_sum (
  centre_id uuid not null,
  subject text not null,
  kind text not null,
  holders bigint not null,
  primary key (centre_id, subject, kind)
);

create view statistics.check_in_part as
  select centre_id, subject, month, kind, community_id, state, field, check_ins from statistics.check_in_sum
  union all
  select centre_id, subject, month, kind, community_id, state, field, check_ins from statistics.check_in_delta;
create view statistics.check_in_holder_part as
  select centre_id, subject, kind, holders from statistics.check_in_holder_sum
  union all
  select centre_id, subject, kind, holders from statistics.check_in_holder_delta;

create function statistics.share_of(c checkins.organisation_check_in, sign bigint) returns table (
  centre_id uuid, subject text, month date, kind text, community_id uuid, state text, field text, check_ins bigint
) language sql stable as $$
  select c.centre_id, 'organisation', date_trunc('month', c.submitted_on::timestamp)::date, c.kind, coalesce(c.community_id, c.centre_id), c.state, counted.field, sign
  from (select '' as field union all select unnest(c.fields)) as counted
$$;
create function statistics.share_of(c checkins.member_check_in, sign bigint) returns table (
  centre_id uuid, subject text, month date, kind text, community_id uuid, state text, field text, check_ins bigint
) language sql stable as $$
  select c.centre_id, 'member', date_trunc('month', c.reported_on::timestamp)::date, c.kind, c.community_id, c.state, '', sign
$$;

-- The yardstick: the same from the rows themselves.
create view statistics.check_in_recount as
  select s.* from checkins.organisation_check_in as c, lateral statistics.share_of(c, 1) as s
  union all
  select s.* from checkins.member_check_in as c, lateral statistics.share_of(c, 1) as s;
create view statistics.check_in_holder_recount as
  select centre_id, 'organisation'::text as subject, kind, count(distinct organisation_id) as holders
  from checkins.organisation_check_in where state = 'active' group by centre_id, kind
  union all
  select centre_id, 'member', kind, count(distinct member_id) from checkins.member_check_in where state = 'active' group by centre_id, kind;

-- Two check-ins of one holder wait for each other here: the first that becomes active adds the holder, the last that ends takes it away.
create function statistics.count_holder(centre uuid, what text, holder uuid, kind_of text, more int) returns void
language plpgsql set search_path = '' as $$
declare
  now_active int;
begin
  insert into statistics.check_in_holder as h (centre_id, subject, holder_id, kind, active) values (centre, what, holder, kind_of, greatest(more, 0))
  on conflict (centre_id, subject, holder_id, kind) do update set active = h.active + more
  returning active into now_active;
  if now_active = greatest(more, 0) then
    insert into statistics.check_in_holder_delta (centre_id, subject, kind, holders) values (centre, what, kind_of, more);
  end if;
end
$$;

create function statistics.count_check_in() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'member_check_in' then
    if tg_op <> 'INSERT' then
      insert into statistics.check_in_delta (centre_id, subject, month, kind, community_id, state, field, check_ins)
      select * from statistics.share_of(old, -1);
      if old.state = 'active' then perform statistics.count_holder(old.centre_id, 'member', old.member_id, old.kind, -1); end if;
    end if;
    if tg_op <> 'DELETE' then
      insert into statistics.check_in_delta (centre_id, subject, month, kind, community_id, state, field, check_ins)
      select * from statistics.share_of(new, 1);
      if new.state = 'active' then perform statistics.count_holder(new.centre_id, 'member', new.member_id, new.kind, 1); end if;
    end if;
  else
    if tg_op <> 'INSERT' then
      insert into statistics.check_in_delta (centre_id, subject, month, kind, community_id, state, field, check_ins)
      select * from statistics.share_of(old, -1);
      if old.state = 'active' then perform statistics.count_holder(old.centre_id, 'organisation', old.organisation_id, old.kind, -1); end if;
    end if;
    if tg_op <> 'DELETE' then
      insert into statistics.check_in_delta (centre_id, subject, month, kind, community_id, state, field, check_ins)
      select * from statistics.share_of(new, 1);
      if new.state = 'active' then perform statistics.count_holder(new.centre_id, 'organisation', new.organisation_id, new.kind, 1); end if;
    end if;
  end if;
  return null;
end
$$;
create trigger counted_new after insert or delete on checkins.member_check_in for each row execute function statistics.count_check_in();
create trigger counted_anew after update on checkins.member_check_in for each row when (
  (old.centre_id, old.member_id, old.reported_on, old.kind, old.community_id, old.state)
  is distinct from (new.centre_id, new.member_id, new.reported_on, new.kind, new.community_id, new.state)
) execute function statistics.count_check_in();
create trigger counted_new after insert or delete on checkins.organisation_check_in for each row execute function statistics.count_check_in();
create trigger counted_anew after update on checkins.organisation_check_in for each row when (
  (old.centre_id, old.organisation_id, old.submitted_on, old.kind, old.community_id, old.state, old.fields)
  is distinct from (new.centre_id, new.organisation_id, new.submitted_on, new.kind, new.community_id, new.state, new.fields)
) execute function statistics.count_check_in();

-- Of its own, beside statistics.fold, with a lock of its own.
create function statistics.fold_check_ins(most int) returns int language plpgsql security definer set search_path = '' as $$
declare
  folded_check_ins int;
  folded_holders int;
begin
  if not pg_try_advisory_xact_lock(72700121) then
    return 0;
  end if;
  with taken as (
    delete from statistics.check_in_delta where (centre_id, id) in (select centre_id, id from statistics.check_in_delta limit most) returning *
  ), folded as (
    insert into statistics.check_in_sum as s (centre_id, subject, month, kind, community_id, state, field, check_ins)
    select centre_id, subject, month, kind, community_id, state, field, sum(check_ins) from taken
    group by centre_id, subject, month, kind, community_id, state, field
    on conflict (centre_id, subject, field, month, kind, community_id, state) do update set check_ins = s.check_ins + excluded.check_ins
  )
  select count(*) into folded_check_ins from taken;
  with taken as (
    delete from statistics.check_in_holder_delta where (centre_id, id) in (select centre_id, id from statistics.check_in_holder_delta limit most) returning *
  ), folded as (
    insert into statistics.check_in_holder_sum as s (centre_id, subject, kind, holders)
    select centre_id, subject, kind, sum(holders) from taken group by centre_id, subject, kind
    on conflict (centre_id, subject, kind) do update set holders = s.holders + excluded.holders
  )
  select count(*) into folded_holders from taken;
  return folded_check_ins + folded_holders;
end
$$;

-- For the owner, while nobody writes.
create function statistics.recount_check_ins() returns void language plpgsql set search_path = '' as $$
begin
  lock table checkins.organisation_check_in, checkins.member_check_in in share row exclusive mode;
  truncate statistics.check_in_delta, statistics.check_in_sum, statistics.check_in_holder, statistics.check_in_holder_delta, statistics.check_in_holder_sum;
  insert into statistics.check_in_sum (centre_id, subject, month, kind, community_id, state, field, check_ins)
  select centre_id, subject, month, kind, community_id, state, field, sum(check_ins)
  from statistics.check_in_recount group by centre_id, subject, month, kind, community_id, state, field;
  insert into statistics.check_in_holder (centre_id, subject, holder_id, kind, active)
  select centre_id, 'organisation', organisation_id, kind, count(*) from checkins.organisation_check_in where state = 'active' group by centre_id, organisation_id, kind
  union all
  select centre_id, 'member', member_id, kind, count(*) from checkins.member_check_in where state = 'active' group by centre_id, member_id, kind;
  insert into statistics.check_in_holder_sum (centre_id, subject, kind, holders)
  select centre_id, subject, kind, holders from statistics.check_in_holder_recount;
end
$$;

-- Figures that are not what counting the rows gives: none, ever.
create view statistics.check_in_drift as
  select centre_id, subject, month::text as period, kind, community_id::text as place, state, field, sum(sign * check_ins)::bigint as off
  from (select 1 as sign, * from statistics.check_in_part union all select -1, * from statistics.check_in_recount) as both_ways
  group by centre_id, subject, month, kind, community_id, state, field having sum(sign * check_ins) <> 0
  union all
  select centre_id, subject, '', kind, '', 'active', '', sum(sign * holders)::bigint
  from (select 1 as sign, * from statistics.check_in_holder_part union all select -1, * from statistics.check_in_holder_recount) as both_ways
  group by centre_id, subject, kind having sum(sign * holders) <> 0;

-- From now on folding, recounting and looking for drift mean all figures there are.
alter function statistics.fold(int) rename to fold_wishes;
create function statistics.fold(most int) returns int language sql set search_path = '' as $$
  select statistics.fold_wishes(most) + statistics.fold_check_ins(most)
$$;
alter function statistics.recount() rename to recount_wishes;
create function statistics.recount() returns void language sql set search_path = '' as $$
  select statistics.recount_wishes();
  select statistics.recount_check_ins()
$$;
alter view statistics.drift rename to wish_drift;
create view statistics.drift as
  select centre_id, period, kind, dimension, key from statistics.wish_drift
  union all
  select centre_id, period, kind, subject || ' ' || state || ' ' || field, place from statistics.check_in_drift;

revoke execute on function statistics.fold(int), statistics.fold_wishes(int), statistics.fold_check_ins(int) from public;
revoke execute on function statistics.recount(), statistics.recount_wishes(), statistics.recount_check_ins() from public;
revoke execute on function statistics.count_holder(uuid, text, uuid, text, int) from public;
grant execute on function statistics.fold(int), statistics.fold_wishes(int), statistics.fold_check_ins(int) to meihua_app;
grant select on all tables in schema statistics to meihua_app;
