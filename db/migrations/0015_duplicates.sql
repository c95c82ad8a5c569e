-- Wishes that may be the same one. What somebody told is sealed, so its likeness is found by keyed hashes: two texts that
-- are much alike share one of the bands, and without the key nothing can be read out of them (docs/decisions/010).
create table wishes.likeness (
  centre_id uuid not null,
  band bigint not null,
  wish_id uuid not null,
  primary key (centre_id, band, wish_id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);
grant select, insert, delete on wishes.likeness to meihua_app;
-- Entries from before this release, and imported ones, are looked at by a job.
alter table wishes.wish add column likeness_kept boolean not null default false;
create index wish_unlike on wishes.wish (centre_id, id) where not likeness_kept;

-- The newest wishes of a person, in one walk.
create index wish_person_newest on wishes.wish (centre_id, person_id, id desc);
drop index wishes.wish_person;

-- The entries near to one: those that share most of its bands, and the newest of its persons. Every part is a walk along an
-- index, the newest first, that ends after a few rows. The planner takes a band for short and would rather collect it whole
-- and sort it; the bands of a wish that is told again and again are long.
create function wishes.near_to(centre uuid, wish uuid, bands bigint[], persons uuid[], of_band integer, alike_at_all integer, of_person integer)
returns setof uuid
language sql stable rows 50 set search_path = pg_catalog set enable_bitmapscan = off as $$
  (
    select l.wish_id from unnest(bands) as asked (band)
    cross join lateral (
      select one.wish_id from wishes.likeness one
      where one.centre_id = centre and one.band = asked.band and one.wish_id <> wish
      order by one.wish_id desc limit of_band
    ) as l
    group by l.wish_id order by count(*) desc, l.wish_id desc limit alike_at_all
  )
  union
  select theirs.id from unnest(persons) as asked (person)
  cross join lateral (
    select w.id from wishes.wish w
    where w.centre_id = centre and w.person_id = asked.person
    order by w.id desc limit of_person
  ) as theirs
$$;
revoke all on function wishes.near_to(uuid, uuid, bigint[], uuid[], integer, integer, integer) from public;
grant execute on function wishes.near_to(uuid, uuid, bigint[], uuid[], integer, integer, integer) to meihua_app;

-- The same door however it is written: 3栋502房 and 三幢五零二室. Null for those from before this release, until a job has looked.
alter table people.person
  add column door_index bytea,
  add column door_kept boolean not null default false;
create index person_door on people.person (centre_id, door_index, id desc) where door_index is not null;
-- the newest first, however many share a number
create index person_phone_newest on people.person (centre_id, phone_index, id desc) where phone_index is not null;
drop index people.person_phone;
create index person_doorless on people.person (centre_id, id) where not door_kept;

-- Which of the pictures the person agreed to show when their wish was published; shown as soon as it is on the wall.
alter table wishes.wish_picture add column chosen boolean not null default false;

-- Nothing is on the wall without a consent in force, even if code is wrong: looked at when a wish comes onto the wall and when
-- a consent ends, at the end of the transaction. A claim changes neither, and costs nothing.
create function wishes.require_consent() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  centre uuid := new.centre_id;
  wish uuid := (case tg_table_name when 'wish' then to_jsonb(new)->>'id' else to_jsonb(new)->>'subject_id' end)::uuid;
begin
  if exists (
    select from wishes.wish w
    where w.centre_id = centre and w.id = wish and w.on_wall and not exists (
      select from people.consent c
      where c.centre_id = w.centre_id and c.person_id = w.person_id and c.purpose = 'wish.publication'
        and c.subject_id = w.id and c.withdrawn_at is null)
  ) then
    raise exception 'wish % is on the wall without a consent in force', wish
      using errcode = 'check_violation', constraint = 'wall_has_consent';
  end if;
  return null;
end
$$;
create constraint trigger wall_has_consent after update on wishes.wish
  deferrable initially deferred for each row
  when (new.on_wall and not old.on_wall) execute function wishes.require_consent();
create constraint trigger wall_has_consent after update on people.consent
  deferrable initially deferred for each row
  when (new.purpose = 'wish.publication' and new.withdrawn_at is not null and old.withdrawn_at is null)
  execute function wishes.require_consent();
