-- What changed on the wall, and in which transaction: live pages read it. No words of a wish stand here: who is told of
-- a change is told how the wish stands now, so nothing can be read here that has been withdrawn since.
-- A snapshot of PostgreSQL says exactly which transactions one has seen, whatever the order in which they committed;
-- `id` puts the changes of one wish in order, for they are made one after the other under its lock.
create table wishes.wall_change (
  id bigint generated always as identity primary key,
  centre_id uuid not null,
  wish_id uuid not null,
  change text not null check (change in ('published', 'claimed', 'released', 'changed', 'fulfilled', 'removed')),
  transaction_id xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp()
);
create index wall_change_since on wishes.wall_change (transaction_id);
create index wall_change_age on wishes.wall_change (at);
grant select, delete on wishes.wall_change to meihua_app;

-- Filled by triggers, so no code path can forget it.
create function wishes.tell_wall() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into wishes.wall_change (centre_id, wish_id, change) values (new.centre_id, new.id, case
    when not new.on_wall then 'removed'
    when not old.on_wall then 'published'
    when new.completed_on is not null and old.completed_on is null then 'fulfilled'
    when new.claimed_count > old.claimed_count then 'claimed'
    when new.claimed_count < old.claimed_count then 'released'
    else 'changed' end);
  return null;
end
$$;
create trigger tell_wall after update on wishes.wish for each row
  when ((old.on_wall or new.on_wall) and
    (old.on_wall, old.state, old.claimed_count, old.places, old.category, old.community_id, old.title, old.public_text, old.alias, old.completed_on)
    is distinct from
    (new.on_wall, new.state, new.claimed_count, new.places, new.category, new.community_id, new.title, new.public_text, new.alias, new.completed_on))
  execute function wishes.tell_wall();

-- Many at once (an import) are told of as “too many to tell”: who has missed as much reads the page anew.
create function wishes.tell_wall_of_new() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into wishes.wall_change (centre_id, wish_id, change)
    select centre_id, id, 'published' from arrived where on_wall limit 501;
  return null;
end
$$;
create trigger tell_wall_of_new after insert on wishes.wish
  referencing new table as arrived for each statement execute function wishes.tell_wall_of_new();

-- What the search looks through: the public words of a wish, as long as it is on the wall. A table of its own, so that a
-- claim does not rewrite an index of words.
create table wishes.wall_words (
  centre_id uuid not null,
  wish_id uuid not null,
  published_on date not null,
  words text not null,
  primary key (centre_id, wish_id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);
grant select on wishes.wall_words to meihua_app;

-- One spelling for what is written and what is asked: full-width forms, capitals and white space make no difference.
create function wishes.plain_words(said text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
  select btrim(regexp_replace(lower(normalize(said, nfkc)), '\s+', ' ', 'g'))
$$;

create function wishes.month_of(day date) returns int
language sql immutable parallel safe as $$
  select (extract(year from day) * 12 + extract(month from day))::int
$$;

-- Single characters and pairs of neighbours, for Chinese has no spaces, and two characters are a word; each with the month of
-- publication before it, so that what is found can be read month by month and not all at once.
create function wishes.pieces(words text, day date) returns text[]
language sql immutable parallel safe cost 20000 set search_path = pg_catalog as $$
  select array(
    select distinct wishes.month_of(day) || piece
    from generate_series(1, length(words)) as at, lateral (values (substr(words, at, 1)), (substr(words, at, 2))) as cut (piece)
    where piece <> '' and strpos(piece, ' ') = 0
  )
$$;

-- The pieces that a text of a month must have to contain these words.
create function wishes.pieces_asked(words text, month int) returns text[]
language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct month || piece), '{}')
  from unnest(string_to_array(words, ' ')) as word,
    lateral (select substr(word, at, 2) as piece from generate_series(1, greatest(length(word) - 1, 1)) as at) as cut
  where word <> ''
$$;
-- A list of what is not sorted in yet would be read through for each month.
create index wall_words_pieces on wishes.wall_words using gin (wishes.pieces(words, published_on)) with (fastupdate = off);

create function wishes.keep_wall_words() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.on_wall then
    insert into wishes.wall_words (centre_id, wish_id, published_on, words)
    values (new.centre_id, new.id, new.published_on, wishes.plain_words(concat_ws(' ', new.title, new.public_text, new.alias)))
    on conflict (centre_id, wish_id) do update set published_on = excluded.published_on, words = excluded.words;
  else
    delete from wishes.wall_words where centre_id = new.centre_id and wish_id = new.id;
  end if;
  return null;
end
$$;
create trigger keep_wall_words after update on wishes.wish for each row
  when ((old.on_wall or new.on_wall) and
    (old.on_wall, old.published_on, old.title, old.public_text, old.alias)
    is distinct from (new.on_wall, new.published_on, new.title, new.public_text, new.alias))
  execute function wishes.keep_wall_words();

-- Those that come many at a time, in one statement.
create function wishes.keep_wall_words_of_new() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into wishes.wall_words (centre_id, wish_id, published_on, words)
    select centre_id, id, published_on, wishes.plain_words(concat_ws(' ', title, public_text, alias)) from arrived where on_wall;
  return null;
end
$$;
create trigger keep_wall_words_of_new after insert on wishes.wish
  referencing new table as arrived for each statement execute function wishes.keep_wall_words_of_new();

insert into wishes.wall_words (centre_id, wish_id, published_on, words)
  select centre_id, id, published_on, wishes.plain_words(concat_ws(' ', title, public_text, alias)) from wishes.wish where on_wall;

-- Every list of the wall is one walk along one index, however many wishes there are.
create index wish_wall_underway on wishes.wish (centre_id, published_on desc, id desc)
  where on_wall and state in ('claimed', 'assessing', 'implementing', 'submitted');
create index wish_wall_fulfilled on wishes.wish (centre_id, completed_on desc, id desc) where on_wall and completed_on is not null;
create index wish_wall_category on wishes.wish (centre_id, category, published_on desc, id desc) where on_wall;
create index wish_wall_community on wishes.wish (centre_id, community_id, published_on desc, id desc) where on_wall;
