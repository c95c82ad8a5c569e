-- Social workers and building heads take wishes down, too.
alter table identity.role_grant
  drop constraint role_grant_role_check,
  add constraint role_grant_role_check check (role in ('resident', 'member', 'organisationRepresentative', 'clerk', 'gridWorker', 'socialWorker', 'buildingHead', 'leader', 'districtOfficer', 'administrator', 'auditor'));

-- How a wish came in: who entered it, as what, and who spoke for its person. Wishes from before this release have no row.
create table wishes.intake (
  centre_id uuid not null,
  wish_id uuid not null,
  -- nobody for a guest and for the system
  entered_by uuid,
  capacity text not null check (capacity in ('self', 'relative', 'clerk', 'gridWorker', 'socialWorker', 'buildingHead')),
  proxy_id uuid,
  relationship text check (relationship in ('child', 'spouse', 'grandchild', 'relative', 'neighbour', 'carer', 'other')),
  consent_way text not null check (consent_way in ('online', 'phone', 'paper', 'inPerson')),
  building_id uuid,
  called_at timestamptz,
  -- of the printed sheet it was keyed in from
  paper_serial text check (paper_serial ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$'),
  primary key (centre_id, wish_id),
  foreign key (centre_id, wish_id) references wishes.wish (centre_id, id),
  foreign key (centre_id, proxy_id) references people.person (centre_id, id),
  foreign key (centre_id, building_id) references directory.building (centre_id, id),
  -- a sheet is keyed in once, even if code is wrong
  constraint paper_keyed_once unique (centre_id, paper_serial),
  constraint proxy_says_who check ((proxy_id is null) = (relationship is null)),
  constraint relative_is_proxy check (capacity <> 'relative' or proxy_id is not null)
);
create index intake_entered_by on wishes.intake (centre_id, entered_by, wish_id desc) where entered_by is not null;
create index intake_proxy on wishes.intake (centre_id, proxy_id) where proxy_id is not null;
grant select, insert on wishes.intake to meihua_app;

-- The form an upload came with: sent again after a lost answer, it is the same picture, also when it hangs on something by now.
alter table files.picture add column sent_with uuid;
create unique index picture_sent_with on files.picture (centre_id, sent_with, sha256) where sent_with is not null;
