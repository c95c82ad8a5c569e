-- A wish over the centre's soft limit waits for approval; duplicates are merged and a wish becomes a project or the other
-- way round: the row that ends keeps its history and points to the one that goes on.
alter table wishes.wish
  add column merged_into_id uuid,
  add column converted_into_id uuid,
  add column money_limit_fen bigint check (money_limit_fen >= 0),
  add column approved_on date,
  drop constraint wish_state_check,
  drop constraint off_wall_when_ended,
  add constraint wish_state_check check (state in ('collected', 'verifying', 'rejected', 'merged', 'converted', 'approving', 'published', 'partiallyClaimed', 'claimed', 'assessing', 'implementing', 'submitted', 'accepted', 'closed', 'withdrawn')),
  add constraint off_wall_when_ended check (not on_wall or state not in ('collected', 'verifying', 'approving', 'rejected', 'merged', 'converted', 'withdrawn')),
  add constraint merged_says_where check ((state = 'merged') = (merged_into_id is not null)),
  add constraint converted_says_where check ((state = 'converted') = (converted_into_id is not null)),
  add constraint goes_on_elsewhere check (id not in (merged_into_id, converted_into_id)),
  add foreign key (centre_id, merged_into_id) references wishes.wish (centre_id, id),
  add foreign key (centre_id, converted_into_id) references wishes.wish (centre_id, id),
  -- money above the limit is on the wall only with an approval, even if code is wrong
  add constraint money_is_approved check (not on_wall or kind = 'project' or budget_fen is null or money_limit_fen is null or budget_fen <= money_limit_fen or approved_on is not null);
create index wish_merged_into on wishes.wish (centre_id, merged_into_id) where merged_into_id is not null;
create index wish_converted_into on wishes.wish (centre_id, converted_into_id) where converted_into_id is not null;

-- What a claimer pledges: in words, how much, by when.
alter table wishes.claim
  add column pledge_fen bigint check (pledge_fen >= 0),
  add column pledge_by date;

-- A note of thanks. Its own words are sealed; what the wall shows is a cleared text, and only with consent.
create table wishes.thanks (
  centre_id uuid not null,
  wish_id uuid not null,
  way text not null check (way in ('link', 'account', 'phone', 'inPerson')),
  words_sealed bytea not null,
  consent boolean not null,
  public_words text check (public_words <> ''),
  shown_at timestamptz,
  recorded_by uuid,
  at timestamptz not null,
  primary key (centre_id, wish_id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  constraint thanks_shown_with_consent check (public_words is null or consent),
  check ((public_words is null) = (shown_at is null))
);
create index thanks_shown on wishes.thanks (centre_id, shown_at desc) where shown_at is not null;

-- The budget of a project, item by item; a claimer may take an item as its share.
create table wishes.budget_item (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  position smallint not null,
  item text not null check (item <> ''),
  amount_fen bigint not null check (amount_fen > 0),
  claim_id uuid,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  foreign key (centre_id, claim_id) references wishes.claim (centre_id, id)
);
create index budget_item_wish on wishes.budget_item (centre_id, wish_id, position);
create index budget_item_claim on wishes.budget_item (centre_id, claim_id) where claim_id is not null;

create table wishes.milestone (
  centre_id uuid not null,
  wish_id uuid not null,
  position smallint not null check (position > 0),
  title text not null check (title <> ''),
  due_on date not null,
  reached_on date,
  recorded_by uuid,
  primary key (centre_id, wish_id, position),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);

grant select, insert, update on wishes.thanks, wishes.budget_item, wishes.milestone to meihua_app;
-- a plan is written anew as long as nothing hangs on it
grant delete on wishes.budget_item, wishes.milestone to meihua_app;
