-- Fields of service and skills: each centre begins with the standard ones and may add its own. Retired ones stay for what was done.
create table directory.service_field (
  centre_id uuid not null references directory.centre,
  code text not null check (code ~ '^[a-zA-Z0-9]{1,31}$'),
  name text not null check (name <> ''),
  position integer not null check (position >= 0),
  active boolean not null default true,
  primary key (centre_id, code),
  unique (centre_id, name)
);
create table directory.skill (like directory.service_field including all);
alter table directory.skill add foreign key (centre_id) references directory.centre;
grant select, insert, update on directory.service_field, directory.skill to meihua_app;

insert into directory.service_field (centre_id, code, name, position)
select centre.id, standard.code, standard.name, standard.position - 1
from directory.centre, unnest(
  array['epidemic', 'testing', 'environment', 'traffic', 'waste', 'convenience', 'care', 'emergency', 'culture'],
  array['疫情防控', '核酸检测', '环境整治', '文明出行', '垃圾分类', '便民服务', '助老助残', '应急救援', '文化宣传']
) with ordinality as standard (code, name, position);
insert into directory.skill (centre_id, code, name, position)
select centre.id, standard.code, standard.name, standard.position - 1
from directory.centre, unnest(
  array['repair', 'medical', 'law', 'tutoring', 'psychology', 'arts', 'translation', 'driving', 'photography', 'computers', 'hairdressing', 'other'],
  array['水电维修', '医护', '法律', '教育辅导', '心理', '文艺', '翻译', '驾驶', '摄影', '电脑', '理发', '其他']
) with ordinality as standard (code, name, position);

-- Every piece of one or two signs: what a search for a part of a name is looked up by, in Chinese or by pinyin initials.
create function directory.pieces(variadic texts text[]) returns text[]
language sql immutable parallel safe set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct substr(lower(word), at, size)), '{}')
  from unnest(texts) as word, generate_series(1, 2) as size, generate_series(1, length(word) - size + 1) as at
$$;

-- Initials are null until the application has written them: it alone knows how Chinese is read.
alter table directory.organisation
  add column initials text,
  add column contact_id uuid,
  add column community_id uuid,
  add column search text[] not null generated always as (directory.pieces(name, initials)) stored,
  add foreign key (centre_id, contact_id) references people.person (centre_id, id),
  add foreign key (centre_id, community_id) references directory.community (centre_id, id);
create index organisation_search on directory.organisation using gin (search);
create index organisation_name on directory.organisation (centre_id, name collate "C", id);
create index organisation_kind on directory.organisation (centre_id, kind, name collate "C", id);
create index organisation_unread on directory.organisation (centre_id, id) where initials is null;

-- The tree of party organisations. One that ends is retired: its members and its past stay.
create table directory.party_organisation (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  parent_id uuid,
  organisation_id uuid,
  level text not null check (level in ('workCommittee', 'committee', 'generalBranch', 'branch', 'group')),
  name text not null check (name <> ''),
  initials text not null,
  community_id uuid,
  secretary_id uuid,
  contact_id uuid,
  active boolean not null default true,
  search text[] not null generated always as (directory.pieces(name, initials)) stored,
  primary key (centre_id, id),
  unique (centre_id, name),
  constraint not_its_own_parent check (parent_id <> id),
  foreign key (centre_id, parent_id) references directory.party_organisation (centre_id, id),
  foreign key (centre_id, organisation_id) references directory.organisation (centre_id, id),
  foreign key (centre_id, community_id) references directory.community (centre_id, id),
  foreign key (centre_id, secretary_id) references people.person (centre_id, id),
  foreign key (centre_id, contact_id) references people.person (centre_id, id)
);
create index party_parent on directory.party_organisation (centre_id, parent_id);
create index party_of_organisation on directory.party_organisation (centre_id, organisation_id) where organisation_id is not null;
create index party_search on directory.party_organisation using gin (search);
create index party_name on directory.party_organisation (centre_id, name collate "C", id);
grant select, insert, update on directory.party_organisation to meihua_app;

-- Whoever hangs something into the tree of a centre waits for those who came first, and then sees what they did: no two
-- moves together make a circle, even if code is wrong.
create function directory.keep_party_tree() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  above uuid := new.parent_id;
begin
  if above is null then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('directory.party_organisation ' || new.centre_id, 0));
  while above is not null loop
    if above = new.id then
      raise exception 'a party organisation would lie below itself' using errcode = '23514', constraint = 'party_tree_has_no_circle';
    end if;
    select parent_id into above from directory.party_organisation where centre_id = new.centre_id and id = above;
  end loop;
  return new;
end
$$;
create trigger keep_party_tree before insert or update of parent_id on directory.party_organisation
  for each row execute function directory.keep_party_tree();

-- Members: home branch, where they live, what they can do, when they are free.
alter table directory.building add constraint building_of_grid unique (centre_id, grid_id, id);
alter table directory.member
  drop constraint member_kind_check,
  add constraint member_kind_check check (kind in ('inService', 'community', 'retired', 'mobile', 'probationary')),
  add column branch_id uuid,
  add column community_id uuid,
  add column grid_id uuid,
  add column building_id uuid,
  add column skills text[] not null default '{}',
  -- bit weekday (Monday 0) × 3 + part of the day (morning 0, afternoon 1, evening 2)
  add column free_times integer not null default 0 check (free_times between 0 and 2097151),
  -- keyed hashes of the pieces of the sealed name, of its sounds and initials; made by the application
  add column name_tokens bigint[] not null default '{}',
  add column name_kept boolean not null default false,
  add foreign key (centre_id, branch_id) references directory.party_organisation (centre_id, id),
  add foreign key (centre_id, community_id) references directory.community (centre_id, id),
  add foreign key (centre_id, community_id, grid_id) references directory.grid (centre_id, community_id, id),
  add foreign key (centre_id, grid_id, building_id) references directory.building (centre_id, grid_id, id),
  add constraint grid_in_community check (grid_id is null or community_id is not null),
  add constraint building_in_grid check (building_id is null or grid_id is not null);
create index member_names on directory.member using gin (name_tokens);
create index member_skills on directory.member using gin (skills) where active;
create index member_unread on directory.member (centre_id, id) where not name_kept;
create index member_retired on directory.member (centre_id, alias collate "C", id) where not active;
create index member_kind on directory.member (centre_id, kind, alias collate "C", id) where active;
create index member_branch on directory.member (centre_id, branch_id, alias collate "C", id) where active;
create index member_organisation on directory.member (centre_id, organisation_id, alias collate "C", id) where active;
create index member_community on directory.member (centre_id, community_id, alias collate "C", id) where active;
create index member_grid on directory.member (centre_id, grid_id, alias collate "C", id) where active and grid_id is not null;
