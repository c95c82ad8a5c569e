create schema deadlines;
grant usage on schema deadlines to meihua_app;

-- One clock for every waiting thing of every module. At most one runs for a subject.
create table deadlines.deadline (
  centre_id uuid not null references directory.centre,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  rule text not null,
  started_on date not null,
  amount integer not null check (amount > 0),
  unit text not null check (unit in ('days', 'workdays', 'months')),
  due_on date not null,
  provisional boolean not null,
  state text not null check (state in ('running', 'paused', 'met', 'cancelled')),
  paused_on date,
  pause_reason text,
  reminded_at timestamptz,
  escalated_at timestamptz,
  ended_at timestamptz,
  primary key (centre_id, id),
  check ((state = 'paused') = (paused_on is not null)),
  check ((paused_on is null) = (pause_reason is null)),
  check ((state in ('met', 'cancelled')) = (ended_at is not null))
);
create unique index deadline_open on deadlines.deadline (centre_id, subject_kind, subject_id) where state in ('running', 'paused');
create index deadline_due on deadlines.deadline (due_on) where state = 'running';
create index deadline_due_centre on deadlines.deadline (centre_id, due_on) where state in ('running', 'paused');

-- A day an office works or rests against the national calendar.
create table deadlines.day_override (
  centre_id uuid not null references directory.centre,
  day date not null,
  workday boolean not null,
  reason text not null check (reason <> ''),
  primary key (centre_id, day)
);
grant select, insert, update on deadlines.deadline, deadlines.day_override to meihua_app;
