-- A document (receipt, acceptance form, contract) as it was uploaded; what it is was told by its content. Never public. Its file
-- is whole in the store before the row is there. Kept once something is attached to it; else swept away after a day.
create table files.document (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  name_sealed bytea not null,
  kind text not null check (kind in ('pdf', 'jpg', 'png', 'docx', 'xlsx')),
  size integer not null check (size > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  sent_with uuid,
  kept_at timestamptz,
  primary key (centre_id, id)
);
create index document_by_id on files.document (id);
create index document_unkept on files.document (uploaded_at) where kept_at is null;
create unique index document_sent_with on files.document (centre_id, sent_with, sha256) where sent_with is not null;
grant select, insert, update, delete on files.document to meihua_app;

-- What was handed over, to whom, when: said when the work is submitted.
alter table wishes.progress
  add column handed_to text check (handed_to <> ''),
  add column handed_on date,
  add constraint handed_over_to_somebody check (handed_on is null or handed_to is not null),
  add constraint progress_of_wish unique (centre_id, wish_id, id);

create table wishes.wish_document (
  centre_id uuid not null,
  wish_id uuid not null,
  document_id uuid not null,
  purpose text not null check (purpose in ('receipt', 'acceptance')),
  progress_id uuid,
  at timestamptz not null,
  primary key (centre_id, wish_id, document_id),
  unique (centre_id, document_id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  foreign key (centre_id, document_id) references files.document (centre_id, id),
  foreign key (centre_id, wish_id, progress_id) references wishes.progress (centre_id, wish_id, id),
  constraint receipt_belongs_to_progress check (purpose <> 'receipt' or progress_id is not null)
);
grant select, insert on wishes.wish_document to meihua_app;

-- A part of a project is taken by one claim of the same project that holds its place. Whoever gives a claim back frees its
-- parts first: a released claim that still carries one is refused.
alter table wishes.claim add constraint claim_carries unique (centre_id, wish_id, id, state);
alter table wishes.budget_item
  add column carried text generated always as (case when claim_id is not null then 'held' end) stored,
  drop constraint budget_item_centre_id_claim_id_fkey,
  add constraint carried_by_held_claim foreign key (centre_id, wish_id, claim_id, carried) references wishes.claim (centre_id, wish_id, id, state),
  add constraint budget_item_of_wish unique (centre_id, wish_id, id),
  add constraint budget_item_once unique (centre_id, wish_id, item),
  add check (position >= 0);

-- A cost may belong to an item of the budget of the same project.
alter table wishes.cost
  add column budget_item_id uuid,
  add constraint cost_in_budget foreign key (centre_id, wish_id, budget_item_id) references wishes.budget_item (centre_id, wish_id, id);
create index cost_of_item on wishes.cost (centre_id, wish_id, budget_item_id) where budget_item_id is not null;

-- Thanks that wait for a clerk to clear them.
create index thanks_waiting on wishes.thanks (centre_id, at) where consent and public_words is null;
