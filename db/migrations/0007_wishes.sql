create schema wishes;
grant usage on schema wishes to meihua_app;

create table wishes.category (
  centre_id uuid not null references directory.centre,
  code text not null check (code ~ '^[a-z][a-zA-Z]{1,30}$'),
  name text not null,
  position smallint not null,
  primary key (centre_id, code)
);

-- A micro-wish or a micro-project. What the resident said is sealed; what the public reads is a separate, cleared text.
create table wishes.wish (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$'),
  kind text not null check (kind in ('wish', 'project')),
  state text not null check (state in ('collected', 'verifying', 'rejected', 'published', 'partiallyClaimed', 'claimed', 'assessing', 'implementing', 'submitted', 'accepted', 'closed', 'withdrawn')),
  category text not null,
  channel text not null check (channel in ('dualCheckIn', 'partyGroupChat', 'residentGroupChat', 'socialWorkStation', 'gridWorker', 'buildingHead', 'doorToDoor', 'fieldVisit', 'online', 'phone', 'window')),
  community_id uuid not null,
  grid_id uuid,
  person_id uuid not null,
  beneficiary_kind text not null check (beneficiary_kind in ('livingAlone', 'elder', 'disabled', 'lowIncome', 'child', 'migrant', 'outdoorWorker', 'household', 'public')),
  told_sealed bytea not null,
  contact_way text not null check (contact_way in ('code', 'callBack', 'proxy')),
  title text check (title <> ''),
  public_text text check (public_text <> ''),
  alias text check (alias <> ''),
  on_wall boolean not null default false,
  places smallint not null default 1 check (places between 1 and 50),
  claimed_count smallint not null default 0 check (claimed_count >= 0),
  budget_fen bigint check (budget_fen >= 0),
  rejection_reason text check (rejection_reason in ('illegal', 'duplicate', 'notReal', 'belongsElsewhere', 'cashOrDebt', 'beyondCapacity', 'ongoingCommitment', 'unsafe')),
  rating smallint check (rating between 1 and 5),
  collected_on date not null,
  published_on date,
  submitted_on date,
  completed_on date,
  created_at timestamptz not null,
  handler_id uuid,
  primary key (centre_id, id),
  unique (centre_id, reference),
  unique (centre_id, id, places),
  foreign key (centre_id, category) references wishes.category (centre_id, code),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, community_id, grid_id) references directory.grid (centre_id, community_id, id),
  foreign key (centre_id, person_id) references people.person (centre_id, id),
  -- the last place is taken exactly once, even if code is wrong
  constraint places_not_exceeded check (claimed_count <= places),
  -- nothing is public without a cleared text, an alias and a title
  constraint wall_is_cleared check (not on_wall or (title is not null and public_text is not null and alias is not null and published_on is not null)),
  constraint rejection_says_why check ((state = 'rejected') = (rejection_reason is not null)),
  constraint off_wall_when_ended check (not on_wall or state not in ('collected', 'verifying', 'rejected', 'withdrawn')),
  constraint completed_when_accepted check ((completed_on is not null) = (state in ('accepted', 'closed')))
);
create index wish_wall on wishes.wish (centre_id, published_on desc, id desc) where on_wall;
create index wish_wall_state on wishes.wish (centre_id, state, published_on desc, id desc) where on_wall;
create index wish_wall_open on wishes.wish (centre_id, published_on, id) where on_wall and state in ('published', 'partiallyClaimed');
create index wish_ledger on wishes.wish (centre_id, collected_on desc, id desc);
create index wish_queue on wishes.wish (centre_id, state, collected_on, id);
create index wish_person on wishes.wish (centre_id, person_id);

-- A place on a wish. The numbered place makes over-claiming impossible: places 1..n, each held once.
create table wishes.claim (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  claimer_kind text not null check (claimer_kind in ('member', 'organisation')),
  member_id uuid,
  organisation_id uuid,
  state text not null check (state in ('held', 'released')),
  place smallint not null,
  wish_places smallint not null,
  lead boolean not null,
  pledge text,
  claimed_at timestamptz not null,
  contacted_on date,
  released_at timestamptz,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id, wish_places) references wishes.wish (centre_id, id, places) on update cascade,
  foreign key (centre_id, member_id) references directory.member (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  constraint one_claimer check (case claimer_kind when 'member' then member_id is not null and organisation_id is null else organisation_id is not null and member_id is null end),
  constraint place_exists check (state = 'released' or place between 1 and wish_places),
  check ((state = 'released') = (released_at is not null))
);
create unique index claim_member on wishes.claim (centre_id, wish_id, member_id) where member_id is not null;
create unique index claim_organisation on wishes.claim (centre_id, wish_id, organisation_id) where organisation_id is not null;
create unique index claim_place on wishes.claim (centre_id, wish_id, place) where state = 'held';
create unique index claim_lead on wishes.claim (centre_id, wish_id) where lead and state = 'held';
create index claim_by_member on wishes.claim (centre_id, member_id, claimed_at desc) where member_id is not null;
create index claim_by_organisation on wishes.claim (centre_id, organisation_id, claimed_at desc) where organisation_id is not null;

create table wishes.verification (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  method text not null check (method in ('phone', 'visit')),
  result text not null check (result in ('confirmed', 'notReached', 'doubtful')),
  recorded_by uuid,
  verified_on date not null,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);
create index verification_wish on wishes.verification (centre_id, wish_id);

create table wishes.assessment (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  visited_on date not null,
  visitors text not null check (visitors <> ''),
  findings text not null check (findings <> ''),
  estimate_fen bigint check (estimate_fen >= 0),
  recorded_by uuid,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);
create index assessment_wish on wishes.assessment (centre_id, wish_id);

create table wishes.progress (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  note text not null check (note <> ''),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);
create index progress_wish on wishes.progress (centre_id, wish_id);

create table wishes.cost (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  progress_id uuid not null,
  item text not null check (item <> ''),
  amount_fen bigint not null check (amount_fen > 0),
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  foreign key (centre_id, progress_id) references wishes.progress (centre_id, id)
);
create index cost_wish on wishes.cost (centre_id, wish_id) include (amount_fen);

create table wishes.wish_picture (
  centre_id uuid not null,
  wish_id uuid not null,
  picture_id uuid not null,
  stage text not null check (stage in ('told', 'before', 'during', 'after')),
  description text not null check (description <> ''),
  position smallint not null,
  primary key (centre_id, wish_id, picture_id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  foreign key (centre_id, picture_id) references files.picture (centre_id, id)
);
create index wish_picture_of on wishes.wish_picture (centre_id, picture_id);

create table wishes.acceptance (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  way text not null check (way in ('link', 'account', 'phone', 'inPerson')),
  outcome text not null check (outcome in ('accepted', 'reopened')),
  rating smallint check (rating between 1 and 5),
  words_sealed bytea,
  recorded_by uuid,
  at timestamptz not null,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  check ((outcome = 'accepted') = (rating is not null))
);
create index acceptance_wish on wishes.acceptance (centre_id, wish_id);

-- The link and code sent to a resident; only hashes are kept.
create table wishes.confirmation (
  centre_id uuid not null,
  id uuid not null,
  wish_id uuid not null,
  token_hash bytea not null unique,
  code_hash bytea not null,
  failed_attempts smallint not null default 0 check (failed_attempts between 0 and 5),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (centre_id, id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id)
);

-- A half-written wish of a visitor, encrypted, forgotten after a day.
create table wishes.draft (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  token_hash bytea not null unique,
  content_sealed bytea not null,
  expires_at timestamptz not null,
  primary key (centre_id, id)
);
create index draft_age on wishes.draft (expires_at);

grant select, insert, update on all tables in schema wishes to meihua_app;
grant delete on wishes.draft to meihua_app;
