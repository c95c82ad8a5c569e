-- Figures that stay quick as a centre grows. Triggers write what a change of a row adds to the figures (a delta, append-only, so
-- that claims of one centre never wait for each other); a job folds deltas into sums. Sum + delta = the figure, at every moment.
create schema statistics;
grant usage on schema statistics to meihua_app;

-- What one wish adds. Amounts are fen, days those from collection to completion; shown: of it, what is on the wall.
create table statistics.wish_delta (
  centre_id uuid not null,
  id bigint generated always as identity,
  month date not null,
  kind text not null,
  category text not null,
  community_id uuid not null,
  channel text not null,
  state text not null,
  collected bigint not null,
  claimed bigint not null,
  completed bigint not null,
  shown bigint not null,
  shown_claimed bigint not null,
  shown_completed bigint not null,
  budget_fen bigint not null,
  actual_fen bigint not null,
  days bigint not null,
  rated_1 bigint not null,
  rated_2 bigint not null,
  rated_3 bigint not null,
  rated_4 bigint not null,
  rated_5 bigint not null,
  primary key (centre_id, id)
);

-- The same, added up along one dimension: all (key ''), category, community, channel, state.
create table statistics.wish_sum (
  centre_id uuid not null,
  month date not null,
  kind text not null,
  dimension text not null check (dimension in ('all', 'category', 'community', 'channel', 'state')),
  key text not null,
  collected bigint not null,
  claimed bigint not null,
  completed bigint not null,
  shown bigint not null,
  shown_claimed bigint not null,
  shown_completed bigint not null,
  budget_fen bigint not null,
  actual_fen bigint not null,
  days bigint not null,
  rated_1 bigint not null,
  rated_2 bigint not null,
  rated_3 bigint not null,
  rated_4 bigint not null,
  rated_5 bigint not null,
  primary key (centre_id, month, kind, dimension, key)
);

-- Who holds places, by the year in which the wish was collected.
create table statistics.claimer_delta (
  centre_id uuid not null,
  id bigint generated always as identity,
  year smallint not null,
  kind text not null,
  claimer_kind text not null,
  claimer_id uuid not null,
  claimed bigint not null,
  completed bigint not null,
  primary key (centre_id, id)
);
create table statistics.claimer_sum (
  centre_id uuid not null,
  year smallint not null,
  kind text not null,
  claimer_kind text not null,
  claimer_id uuid not null,
  claimed bigint not null,
  completed bigint not null,
  primary key (centre_id, year, kind, claimer_kind, claimer_id)
);

-- The rows behind a rating, also a rare one.
create index wish_rated on wishes.wish (centre_id, rating, collected_on desc, id desc) where rating is not null;

-- A merged or converted entry goes on as another one, which counts.
create function statistics.counts(state text) returns boolean language sql immutable as $$
  select state not in ('merged', 'converted')
$$;
create function statistics.completes(state text) returns boolean language sql immutable as $$
  select state in ('accepted', 'closed')
$$;

create function statistics.share_of(w wishes.wish, spent bigint, sign bigint) returns table (
  centre_id uuid, month date, kind text, category text, community_id uuid, channel text, state text,
  collected bigint, claimed bigint, completed bigint, shown bigint, shown_claimed bigint, shown_completed bigint,
  budget_fen bigint, actual_fen bigint, days bigint, rated_1 bigint, rated_2 bigint, rated_3 bigint, rated_4 bigint, rated_5 bigint
) language sql stable as $$
  select w.centre_id, date_trunc('month', w.collected_on::timestamp)::date, w.kind, w.category, w.community_id, w.channel, w.state,
    sign, sign * claimed, sign * completed, sign * shown, sign * shown * claimed, sign * shown * completed,
    sign * coalesce(w.budget_fen, 0), sign * spent, sign * completed * coalesce(w.completed_on - w.collected_on, 0),
    sign * completed * (w.rating is not distinct from 1)::int, sign * completed * (w.rating is not distinct from 2)::int,
    sign * completed * (w.rating is not distinct from 3)::int, sign * completed * (w.rating is not distinct from 4)::int,
    sign * completed * (w.rating is not distinct from 5)::int
  from (select (w.claimed_count > 0)::int as claimed, statistics.completes(w.state)::int as completed, w.on_wall::int as shown) as is_so
  where statistics.counts(w.state)
$$;

create function statistics.place_of(k wishes.claim, w wishes.wish, sign bigint) returns table (
  centre_id uuid, year smallint, kind text, claimer_kind text, claimer_id uuid, claimed bigint, completed bigint
) language sql stable as $$
  select k.centre_id, extract(year from w.collected_on)::smallint, w.kind, k.claimer_kind, coalesce(k.member_id, k.organisation_id),
    sign, sign * statistics.completes(w.state)::int
  where k.state = 'held' and statistics.counts(w.state)
$$;

-- Additive rows: folded and not yet folded.
create view statistics.wish_part as
  select centre_id, month, kind, dimension, key, collected, claimed, completed, shown, shown_claimed, shown_completed,
    budget_fen, actual_fen, days, rated_1, rated_2, rated_3, rated_4, rated_5
  from statistics.wish_sum
  union all
  select d.centre_id, d.month, d.kind, along.dimension, along.key, d.collected, d.claimed, d.completed, d.shown, d.shown_claimed, d.shown_completed,
    d.budget_fen, d.actual_fen, d.days, d.rated_1, d.rated_2, d.rated_3, d.rated_4, d.rated_5
  from statistics.wish_delta as d, lateral (values
    ('all', ''), ('category', d.category), ('community', d.community_id::text), ('channel', d.channel), ('state', d.state)
  ) as along (dimension, key);
create view statistics.claimer_part as
  select centre_id, year, kind, claimer_kind, claimer_id, claimed, completed from statistics.claimer_sum
  union all
  select centre_id, year, kind, claimer_kind, claimer_id, claimed, completed from statistics.claimer_delta;

-- The same, counted from the rows themselves: the yardstick.
create view statistics.wish_recount as
  select s.centre_id, s.month, s.kind, along.dimension, along.key, s.collected, s.claimed, s.completed, s.shown, s.shown_claimed, s.shown_completed,
    s.budget_fen, s.actual_fen, s.days, s.rated_1, s.rated_2, s.rated_3, s.rated_4, s.rated_5
  from wishes.wish as w
    left join (select centre_id, wish_id, sum(amount_fen)::bigint as fen from wishes.cost group by centre_id, wish_id) as c
      on c.centre_id = w.centre_id and c.wish_id = w.id,
    lateral statistics.share_of(w, coalesce(c.fen, 0), 1) as s,
    lateral (values
      ('all', ''), ('category', s.category), ('community', s.community_id::text), ('channel', s.channel), ('state', s.state)
    ) as along (dimension, key);
create view statistics.claimer_recount as
  select p.* from wishes.claim as k join wishes.wish as w on w.centre_id = k.centre_id and w.id = k.wish_id, lateral statistics.place_of(k, w, 1) as p;

create function statistics.count_wish() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  spent bigint := 0;
begin
  if tg_op = 'UPDATE' then
    select coalesce(sum(amount_fen), 0) into spent from wishes.cost where centre_id = old.centre_id and wish_id = old.id;
  end if;
  insert into statistics.wish_delta (centre_id, month, kind, category, community_id, channel, state, collected, claimed, completed,
    shown, shown_claimed, shown_completed, budget_fen, actual_fen, days, rated_1, rated_2, rated_3, rated_4, rated_5)
  select * from statistics.share_of(old, spent, -1) where tg_op <> 'INSERT'
  union all
  select * from statistics.share_of(new, spent, 1) where tg_op <> 'DELETE';
  return null;
end
$$;
-- on one line each, as the cheapest test that nothing counted has changed
create trigger counted_new after insert or delete on wishes.wish for each row execute function statistics.count_wish();
create trigger counted_anew after update on wishes.wish for each row when (
  (old.centre_id, old.collected_on, old.kind, old.category, old.community_id, old.channel, old.state, old.claimed_count > 0, old.on_wall, old.budget_fen, old.completed_on, old.rating)
  is distinct from
  (new.centre_id, new.collected_on, new.kind, new.category, new.community_id, new.channel, new.state, new.claimed_count > 0, new.on_wall, new.budget_fen, new.completed_on, new.rating)
) execute function statistics.count_wish();

create function statistics.count_claimers_anew() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into statistics.claimer_delta (centre_id, year, kind, claimer_kind, claimer_id, claimed, completed)
  select p.* from wishes.claim as k, lateral (
    select * from statistics.place_of(k, old, -1) union all select * from statistics.place_of(k, new, 1)
  ) as p
  where k.centre_id = new.centre_id and k.wish_id = new.id;
  return null;
end
$$;
create trigger claimers_counted_anew after update on wishes.wish for each row when (
  (extract(year from old.collected_on), old.kind, statistics.counts(old.state), statistics.completes(old.state))
  is distinct from
  (extract(year from new.collected_on), new.kind, statistics.counts(new.state), statistics.completes(new.state))
) execute function statistics.count_claimers_anew();

-- The wish is locked, so that a change of what it is counted by waits for this one, or this one for that.
create function statistics.count_claim() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  w wishes.wish;
begin
  if tg_op <> 'INSERT' then
    select * into w from wishes.wish where centre_id = old.centre_id and id = old.wish_id for share;
    insert into statistics.claimer_delta (centre_id, year, kind, claimer_kind, claimer_id, claimed, completed)
    select * from statistics.place_of(old, w, -1);
  end if;
  if tg_op <> 'DELETE' then
    select * into w from wishes.wish where centre_id = new.centre_id and id = new.wish_id for share;
    insert into statistics.claimer_delta (centre_id, year, kind, claimer_kind, claimer_id, claimed, completed)
    select * from statistics.place_of(new, w, 1);
  end if;
  return null;
end
$$;
create trigger counted_new after insert or delete on wishes.claim for each row execute function statistics.count_claim();
create trigger counted_anew after update on wishes.claim for each row when (
  (old.centre_id, old.wish_id, old.state, old.claimer_kind, old.member_id, old.organisation_id)
  is distinct from
  (new.centre_id, new.wish_id, new.state, new.claimer_kind, new.member_id, new.organisation_id)
) execute function statistics.count_claim();

create function statistics.count_cost() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  w wishes.wish;
begin
  if tg_op <> 'INSERT' then
    select * into w from wishes.wish where centre_id = old.centre_id and id = old.wish_id for share;
    perform statistics.add_cost(w, -old.amount_fen);
  end if;
  if tg_op <> 'DELETE' then
    select * into w from wishes.wish where centre_id = new.centre_id and id = new.wish_id for share;
    perform statistics.add_cost(w, new.amount_fen);
  end if;
  return null;
end
$$;
create function statistics.add_cost(w wishes.wish, fen bigint) returns void language sql as $$
  insert into statistics.wish_delta (centre_id, month, kind, category, community_id, channel, state, collected, claimed, completed,
    shown, shown_claimed, shown_completed, budget_fen, actual_fen, days, rated_1, rated_2, rated_3, rated_4, rated_5)
  select centre_id, month, kind, category, community_id, channel, state, 0, 0, 0, 0, 0, 0, 0, fen, 0, 0, 0, 0, 0, 0
  from statistics.share_of(w, 0, 1)
$$;
create trigger counted after insert or update or delete on wishes.cost for each row execute function statistics.count_cost();

-- Moves deltas into the sums, at most so many of each kind; says how many it moved. One at a time folds, the others have nothing to do.
create function statistics.fold(most int) returns int language plpgsql security definer set search_path = '' as $$
declare
  wishes_folded int;
  claimers_folded int;
begin
  if not pg_try_advisory_xact_lock(72700120) then
    return 0;
  end if;
  with taken as (
    delete from statistics.wish_delta where (centre_id, id) in (select centre_id, id from statistics.wish_delta limit most) returning *
  ), folded as (
    insert into statistics.wish_sum as s
    select d.centre_id, d.month, d.kind, along.dimension, along.key, sum(collected), sum(claimed), sum(completed), sum(shown), sum(shown_claimed),
      sum(shown_completed), sum(budget_fen), sum(actual_fen), sum(days), sum(rated_1), sum(rated_2), sum(rated_3), sum(rated_4), sum(rated_5)
    from taken as d, lateral (values
      ('all', ''), ('category', d.category), ('community', d.community_id::text), ('channel', d.channel), ('state', d.state)
    ) as along (dimension, key)
    group by d.centre_id, d.month, d.kind, along.dimension, along.key
    on conflict (centre_id, month, kind, dimension, key) do update set
      collected = s.collected + excluded.collected, claimed = s.claimed + excluded.claimed, completed = s.completed + excluded.completed,
      shown = s.shown + excluded.shown, shown_claimed = s.shown_claimed + excluded.shown_claimed,
      shown_completed = s.shown_completed + excluded.shown_completed, budget_fen = s.budget_fen + excluded.budget_fen,
      actual_fen = s.actual_fen + excluded.actual_fen, days = s.days + excluded.days, rated_1 = s.rated_1 + excluded.rated_1,
      rated_2 = s.rated_2 + excluded.rated_2, rated_3 = s.rated_3 + excluded.rated_3, rated_4 = s.rated_4 + excluded.rated_4,
      rated_5 = s.rated_5 + excluded.rated_5
  )
  select count(*) into wishes_folded from taken;
  with taken as (
    delete from statistics.claimer_delta where (centre_id, id) in (select centre_id, id from statistics.claimer_delta limit most) returning *
  ), folded as (
    insert into statistics.claimer_sum as s
    select centre_id, year, kind, claimer_kind, claimer_id, sum(claimed), sum(completed) from taken
    group by centre_id, year, kind, claimer_kind, claimer_id
    on conflict (centre_id, year, kind, claimer_kind, claimer_id) do update set
      claimed = s.claimed + excluded.claimed, completed = s.completed + excluded.completed
  )
  select count(*) into claimers_folded from taken;
  return wishes_folded + claimers_folded;
end
$$;

-- Counts everything anew from the rows, while nobody writes: for this migration, after loads without triggers, and to repair. For the owner.
create function statistics.recount() returns void language plpgsql set search_path = '' as $$
begin
  lock table wishes.wish, wishes.claim, wishes.cost in share row exclusive mode;
  truncate statistics.wish_delta, statistics.wish_sum, statistics.claimer_delta, statistics.claimer_sum;
  insert into statistics.wish_sum
  select centre_id, month, kind, dimension, key, sum(collected), sum(claimed), sum(completed), sum(shown), sum(shown_claimed), sum(shown_completed),
    sum(budget_fen), sum(actual_fen), sum(days), sum(rated_1), sum(rated_2), sum(rated_3), sum(rated_4), sum(rated_5)
  from statistics.wish_recount group by centre_id, month, kind, dimension, key;
  insert into statistics.claimer_sum
  select centre_id, year, kind, claimer_kind, claimer_id, sum(claimed), sum(completed)
  from statistics.claimer_recount group by centre_id, year, kind, claimer_kind, claimer_id;
end
$$;

-- Figures that are not what counting the rows gives: none, ever.
create view statistics.drift as
  select centre_id, month::text as period, kind, dimension, key,
    sum(sign * collected)::bigint as collected, sum(sign * claimed)::bigint as claimed, sum(sign * completed)::bigint as completed
  from (select 1 as sign, * from statistics.wish_part union all select -1, * from statistics.wish_recount) as both_ways
  group by centre_id, month, kind, dimension, key
  having sum(sign * collected) <> 0 or sum(sign * claimed) <> 0 or sum(sign * completed) <> 0 or sum(sign * shown) <> 0
    or sum(sign * shown_claimed) <> 0 or sum(sign * shown_completed) <> 0 or sum(sign * budget_fen) <> 0 or sum(sign * actual_fen) <> 0
    or sum(sign * days) <> 0 or sum(sign * rated_1) <> 0 or sum(sign * rated_2) <> 0 or sum(sign * rated_3) <> 0
    or sum(sign * rated_4) <> 0 or sum(sign * rated_5) <> 0
  union all
  select centre_id, year::text, kind, claimer_kind, claimer_id::text, 0, sum(sign * claimed)::bigint, sum(sign * completed)::bigint
  from (select 1 as sign, * from statistics.claimer_part union all select -1, * from statistics.claimer_recount) as both_ways
  group by centre_id, year, kind, claimer_kind, claimer_id
  having sum(sign * claimed) <> 0 or sum(sign * completed) <> 0;

revoke execute on function statistics.fold(int), statistics.recount(), statistics.add_cost(wishes.wish, bigint) from public;
grant execute on function statistics.fold(int) to meihua_app;
grant select on all tables in schema statistics to meihua_app;

select statistics.recount();
