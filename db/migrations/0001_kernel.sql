create extension if not exists pg_trgm;
create schema kernel;
grant usage on schema kernel to meihua_app;

-- What happened. Never updated, never deleted: the application's role may only insert and select.
-- Holds no personal data; free words stand in kernel.fact_note, which can be erased on request.
create table kernel.fact (
  centre_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  action text not null,
  actor_kind text not null check (actor_kind in ('account', 'guest', 'system')),
  actor_id uuid,
  actor_role text not null,
  acting_for uuid,
  channel text not null,
  at timestamptz not null,
  data jsonb not null default '{}',
  primary key (centre_id, id),
  check ((actor_kind = 'account') = (actor_id is not null))
);
create index fact_subject on kernel.fact (centre_id, subject_kind, subject_id, at, id);
create index fact_recent on kernel.fact (centre_id, at desc, id desc);
grant select, insert on kernel.fact to meihua_app;

-- The words that go with a fact, encrypted.
create table kernel.fact_note (
  centre_id uuid not null,
  fact_id uuid not null,
  note_sealed bytea not null,
  primary key (centre_id, fact_id),
  foreign key (centre_id, fact_id) references kernel.fact (centre_id, id)
);
grant select, insert, delete on kernel.fact_note to meihua_app;

-- Facts that wait to be sealed. Filled by a trigger, so no code path can forget it.
create table kernel.fact_unsealed (
  centre_id uuid not null,
  fact_id uuid not null,
  primary key (centre_id, fact_id)
);
grant select, delete on kernel.fact_unsealed to meihua_app;

create function kernel.await_seal() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into kernel.fact_unsealed (centre_id, fact_id) select centre_id, id from arrived;
  return null;
end
$$;
create trigger await_seal after insert on kernel.fact
  referencing new table as arrived for each statement execute function kernel.await_seal();

-- Leaves and heads of one append-only Merkle tree per centre (RFC 6962).
create table kernel.fact_leaf (
  centre_id uuid not null,
  leaf_index bigint not null check (leaf_index >= 0),
  fact_id uuid not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  primary key (centre_id, leaf_index),
  unique (centre_id, fact_id)
);
create table kernel.tree_head (
  centre_id uuid not null,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  frontier bytea[] not null,
  sealed_at timestamptz not null,
  primary key (centre_id, size)
);
grant select, insert on kernel.fact_leaf, kernel.tree_head to meihua_app;

-- A repeated submission returns its first result.
create table kernel.submission (
  centre_id uuid not null,
  actor text not null,
  key uuid not null,
  command text not null,
  input_hash bytea not null,
  result jsonb,
  at timestamptz not null,
  primary key (centre_id, actor, key)
);
create index submission_age on kernel.submission (at);
grant select, insert, update, delete on kernel.submission to meihua_app;

-- One row: what this installation is.
create table kernel.installation (
  "only" boolean primary key default true check ("only"),
  sample boolean not null default false,
  set_up_token_hash bytea,
  created_at timestamptz not null default now()
);
insert into kernel.installation default values;
grant select, update on kernel.installation to meihua_app;

-- The queue belongs to the owner; the application enqueues through this one door, inside its own transaction.
create function kernel.enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, job_key => enqueue.job_key, run_at => coalesce(enqueue.run_at, now()));
end
$$;
revoke all on function kernel.enqueue(text, json, text, timestamptz) from public;
grant execute on function kernel.enqueue(text, json, text, timestamptz) to meihua_app;

-- What the operations page shows of the queue: no payloads.
create function kernel.jobs() returns table (task text, run_at timestamptz, attempts int, max_attempts int, last_error text, locked_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query select j.task_identifier, j.run_at, j.attempts::int, j.max_attempts::int, j.last_error, j.locked_at
    from graphile_worker.jobs j order by j.run_at limit 200;
end
$$;
revoke all on function kernel.jobs() from public;
grant execute on function kernel.jobs() to meihua_app;

-- How long the queue is: what waits for its time or its turn, and what was tried too often.
create function kernel.job_counts() returns table (waiting bigint, failed bigint)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query select count(*) filter (where j.attempts < j.max_attempts), count(*) filter (where j.attempts >= j.max_attempts)
    from graphile_worker.jobs j;
end
$$;
revoke all on function kernel.job_counts() from public;
grant execute on function kernel.job_counts() to meihua_app;

-- Which migrations are applied, so that a process can tell whether it was made for this database.
grant select on public.schema_migration to meihua_app;
