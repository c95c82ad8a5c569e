-- Co-building (共建): what communities need, what organisations can give, what they do together, and how they agree on it.
create schema cobuilding;
grant usage on schema cobuilding to meihua_app;

-- A need of a community. Free times: bit weekday × 3 + part of day, Monday morning first.
create table cobuilding.demand (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  state text not null check (state in ('open', 'matched', 'met', 'withdrawn')),
  community_id uuid not null,
  field text not null,
  title text not null check (title <> ''),
  description text not null check (description <> ''),
  skills text[] not null default '{}' check (cardinality(skills) <= 10),
  free_times integer not null default 0 check (free_times between 0 and 2097151),
  from_on date,
  until_on date,
  place text check (place <> ''),
  people integer check (people > 0),
  amount text check (amount <> ''),
  needed_by date,
  entered_by uuid references identity.account_holder,
  entered_on date not null,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, field) references directory.service_field (centre_id, code),
  check (until_on >= from_on)
);
create index demand_in_state on cobuilding.demand (centre_id, state, id);
create index demand_of_field on cobuilding.demand (centre_id, state, field, id);
create index demand_of_community on cobuilding.demand (centre_id, state, community_id, id);
create index demand_of_both on cobuilding.demand (centre_id, state, community_id, field, id);

-- What an organisation can give. The system holds no money, so money is no kind.
create table cobuilding.resource (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  state text not null check (state in ('open', 'lent', 'usedUp', 'withdrawn')),
  organisation_id uuid not null,
  kind text not null check (kind in ('venue', 'people', 'goods', 'service', 'activity')),
  field text not null,
  title text not null check (title <> ''),
  description text not null check (description <> ''),
  skills text[] not null default '{}' check (cardinality(skills) <= 10),
  free_times integer not null default 0 check (free_times between 0 and 2097151),
  amount text check (amount <> ''),
  -- where it is; none: for the whole sub-district
  community_id uuid,
  place text check (place <> ''),
  valid_from date,
  valid_until date,
  entered_by uuid references identity.account_holder,
  entered_on date not null,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, field) references directory.service_field (centre_id, code),
  check (valid_until >= valid_from)
);
create index resource_in_state on cobuilding.resource (centre_id, state, id);
create index resource_of_field on cobuilding.resource (centre_id, state, field, id);
create index resource_of_community on cobuilding.resource (centre_id, state, community_id, id);
create index resource_of_both on cobuilding.resource (centre_id, state, community_id, field, id);
create index resource_of_organisation on cobuilding.resource (centre_id, organisation_id, id);

-- By which words an open demand or resource is found: its field, each skill. Kept by triggers, so that the suggestions of one
-- read a few hundred rows however many there are.
create table cobuilding.tag (
  centre_id uuid not null,
  kind text not null check (kind in ('demand', 'resource')),
  tag text not null,
  id uuid not null,
  community_id uuid,
  until_on date,
  primary key (centre_id, kind, tag, id)
);
create index tag_nearby on cobuilding.tag (centre_id, kind, tag, community_id, id);
create index tag_of on cobuilding.tag (centre_id, kind, id);

create function cobuilding.tag_anew() returns trigger language plpgsql set search_path = '' as $$
declare
  what text := tg_table_name;
  ends date;
begin
  if tg_op = 'UPDATE' then
    delete from cobuilding.tag as t where t.centre_id = old.centre_id and t.kind = what and t.id = old.id;
  end if;
  if new.state = 'open' then
    if what = 'demand' then
      ends := coalesce(new.needed_by, new.until_on);
    else
      ends := new.valid_until;
    end if;
    insert into cobuilding.tag (centre_id, kind, tag, id, community_id, until_on)
    select new.centre_id, what, tags.tag, new.id, new.community_id, ends
    from (select 'field:' || new.field as tag union select 'skill:' || unnest(new.skills)) as tags;
  end if;
  return null;
end
$$;
create trigger tagged after insert or update on cobuilding.demand for each row execute function cobuilding.tag_anew();
create trigger tagged after insert or update on cobuilding.resource for each row execute function cobuilding.tag_anew();

create table cobuilding.project (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  state text not null check (state in ('planned', 'underWay', 'done', 'stopped')),
  community_id uuid not null,
  lead_id uuid not null,
  field text not null,
  title text not null check (title <> ''),
  goal text not null check (goal <> ''),
  starts_on date not null,
  ends_on date not null,
  outcome text check (outcome <> ''),
  ended_on date,
  entered_by uuid references identity.account_holder,
  entered_on date not null,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, lead_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, field) references directory.service_field (centre_id, code),
  check (ends_on >= starts_on),
  check ((state = 'done') = (outcome is not null))
);
create index project_in_state on cobuilding.project (centre_id, state, id);
create index project_of_field on cobuilding.project (centre_id, state, field, id);
create index project_of_community on cobuilding.project (centre_id, state, community_id, id);
create index project_of_both on cobuilding.project (centre_id, state, community_id, field, id);
create index project_of_lead on cobuilding.project (centre_id, lead_id, id);
create index project_of_year on cobuilding.project (centre_id, community_id, ends_on, id);

create table cobuilding.project_demand (
  centre_id uuid not null,
  project_id uuid not null,
  demand_id uuid not null,
  primary key (centre_id, project_id, demand_id),
  foreign key (centre_id, project_id) references cobuilding.project (centre_id, id),
  foreign key (centre_id, demand_id) references cobuilding.demand (centre_id, id)
);
create index project_for_demand on cobuilding.project_demand (centre_id, demand_id);
create table cobuilding.project_resource (
  centre_id uuid not null,
  project_id uuid not null,
  resource_id uuid not null,
  primary key (centre_id, project_id, resource_id),
  foreign key (centre_id, project_id) references cobuilding.project (centre_id, id),
  foreign key (centre_id, resource_id) references cobuilding.resource (centre_id, id)
);
create index project_with_resource on cobuilding.project_resource (centre_id, resource_id);

create table cobuilding.agreement (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  reference text not null check (reference ~ '^[2-9A-Z]{8}$'),
  state text not null check (state in ('draft', 'offered', 'agreed', 'fulfilled', 'ended')),
  community_id uuid not null,
  organisation_id uuid not null,
  title text not null check (title <> ''),
  terms text check (terms <> ''),
  demand_id uuid,
  resource_id uuid,
  project_id uuid,
  starts_on date not null,
  ends_on date not null,
  organisation_signed_at timestamptz,
  organisation_signed_by uuid references identity.account_holder,
  organisation_signed_way text check (organisation_signed_way in ('account', 'paper')),
  community_signed_at timestamptz,
  community_signed_by uuid references identity.account_holder,
  community_signed_way text check (community_signed_way in ('account', 'paper')),
  ended_on date,
  entered_by uuid references identity.account_holder,
  entered_on date not null,
  primary key (centre_id, id),
  unique (centre_id, reference),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, demand_id) references cobuilding.demand (centre_id, id),
  foreign key (centre_id, resource_id) references cobuilding.resource (centre_id, id),
  foreign key (centre_id, project_id) references cobuilding.project (centre_id, id),
  check (ends_on >= starts_on),
  check ((organisation_signed_at is null) = (organisation_signed_way is null)),
  check ((community_signed_at is null) = (community_signed_way is null)),
  -- whoever is not bound by both signatures has agreed on nothing
  constraint agreed_by_both check (state not in ('agreed', 'fulfilled') or (organisation_signed_at is not null and community_signed_at is not null)),
  constraint draft_is_unsigned check (state <> 'draft' or (organisation_signed_at is null and community_signed_at is null))
);
create index agreement_in_state on cobuilding.agreement (centre_id, state, id);
create index agreement_of_community on cobuilding.agreement (centre_id, state, community_id, id);
create index agreement_of_organisation on cobuilding.agreement (centre_id, organisation_id, id);
create index agreement_of_year on cobuilding.agreement (centre_id, community_id, ends_on, id);
create index agreement_on_demand on cobuilding.agreement (centre_id, demand_id) where demand_id is not null;
create index agreement_on_resource on cobuilding.agreement (centre_id, resource_id) where resource_id is not null;
create index agreement_on_project on cobuilding.agreement (centre_id, project_id) where project_id is not null;
-- one pair, one agreement at a time: a second click makes no second draft
create unique index agreement_on_pair on cobuilding.agreement (centre_id, demand_id, resource_id) where state in ('draft', 'offered', 'agreed');

-- Who gives what, until when.
create table cobuilding.agreement_item (
  centre_id uuid not null,
  agreement_id uuid not null,
  position integer not null check (position > 0),
  giver text not null check (giver in ('organisation', 'community')),
  what text not null check (what <> ''),
  due_on date,
  given_on date,
  primary key (centre_id, agreement_id, position),
  foreign key (centre_id, agreement_id) references cobuilding.agreement (centre_id, id)
);

create table cobuilding.milestone (
  centre_id uuid not null,
  id uuid not null,
  project_id uuid,
  agreement_id uuid,
  position integer not null check (position > 0),
  title text not null check (title <> ''),
  due_on date not null,
  reached_on date,
  primary key (centre_id, id),
  unique nulls not distinct (centre_id, project_id, agreement_id, position),
  foreign key (centre_id, project_id) references cobuilding.project (centre_id, id),
  foreign key (centre_id, agreement_id) references cobuilding.agreement (centre_id, id),
  check (num_nonnulls(project_id, agreement_id) = 1)
);
create index milestone_of_agreement on cobuilding.milestone (centre_id, agreement_id) where agreement_id is not null;

-- What people noted on the way: for those who work on it.
create table cobuilding.progress (
  centre_id uuid not null,
  id uuid not null,
  project_id uuid,
  agreement_id uuid,
  note_sealed bytea not null,
  at timestamptz not null,
  recorded_by uuid references identity.account_holder,
  primary key (centre_id, id),
  foreign key (centre_id, project_id) references cobuilding.project (centre_id, id),
  foreign key (centre_id, agreement_id) references cobuilding.agreement (centre_id, id),
  check (num_nonnulls(project_id, agreement_id) = 1)
);
create index progress_of_project on cobuilding.progress (centre_id, project_id, id) where project_id is not null;
create index progress_of_agreement on cobuilding.progress (centre_id, agreement_id, id) where agreement_id is not null;

-- What a community and the organisations around it mean to do in a year.
create table cobuilding.plan (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  state text not null check (state in ('drafting', 'adopted')),
  community_id uuid not null,
  year integer not null check (year between 2000 and 2200),
  version integer not null default 0 check (version >= 0),
  adopted_on date,
  entered_by uuid references identity.account_holder,
  entered_on date not null,
  primary key (centre_id, id),
  unique (centre_id, community_id, year),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  check (state <> 'adopted' or version > 0),
  check ((version > 0) = (adopted_on is not null))
);
create index plan_in_state on cobuilding.plan (centre_id, state, id);
create index plan_of_community on cobuilding.plan (centre_id, state, community_id, id);

create table cobuilding.plan_line (
  centre_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  month integer not null check (month between 1 and 12),
  title text not null check (title <> ''),
  agreement_id uuid,
  project_id uuid,
  done_on date,
  primary key (centre_id, id),
  foreign key (centre_id, plan_id) references cobuilding.plan (centre_id, id),
  foreign key (centre_id, agreement_id) references cobuilding.agreement (centre_id, id),
  foreign key (centre_id, project_id) references cobuilding.project (centre_id, id),
  check (num_nonnulls(agreement_id, project_id) <= 1)
);
create index line_of_plan on cobuilding.plan_line (centre_id, plan_id, month, id);

-- The plan as it was adopted, each time.
create table cobuilding.plan_version (
  centre_id uuid not null,
  plan_id uuid not null,
  version integer not null check (version > 0),
  adopted_on date not null,
  adopted_by uuid references identity.account_holder,
  lines jsonb not null,
  primary key (centre_id, plan_id, version),
  foreign key (centre_id, plan_id) references cobuilding.plan (centre_id, id)
);

grant select, insert, update on cobuilding.demand, cobuilding.resource, cobuilding.project, cobuilding.agreement, cobuilding.plan to meihua_app;
grant select, insert on cobuilding.progress, cobuilding.plan_version to meihua_app;
-- A draft is written anew as a whole; what was given or reached stays with its row until then. Tags are an index.
grant select, insert, update, delete on cobuilding.agreement_item, cobuilding.milestone, cobuilding.plan_line, cobuilding.project_demand, cobuilding.project_resource, cobuilding.tag to meihua_app;
