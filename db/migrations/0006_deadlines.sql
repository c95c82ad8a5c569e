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
  reminded_at timestamptz,
  escalated_at timestamptz,
  ended_at timestamptz,
  primary key (centre_id, id),
  check ((state in ('met', 'cancelled')) = (ended_at is not null))
);
create unique index deadline_open on deadlines.deadline (centre_id, subject_id, subject_kind) where state in ('running', 'paused');
create index deadline_of on deadlines.deadline (centre_id, subject_id);
create index deadline_due_centre on deadlines.deadline (centre_id, due_on) where state in ('running', 'paused');
create index deadline_to_remind on deadlines.deadline (centre_id, due_on) where state = 'running' and reminded_at is null;
create index deadline_to_escalate on deadlines.deadline (centre_id, due_on) where state = 'running' and escalated_at is null;
create index deadline_provisional on deadlines.deadline (centre_id, id) where state in ('running', 'paused') and provisional;

-- The stretches in which a clock stood still: from the day of the pause to the day it ran again.
create table deadlines.pause (
  centre_id uuid not null,
  id uuid not null,
  deadline_id uuid not null,
  paused_on date not null,
  resumed_on date,
  reason_sealed bytea not null,
  paused_by uuid,
  primary key (centre_id, id),
  foreign key (centre_id, deadline_id) references deadlines.deadline (centre_id, id),
  check (resumed_on >= paused_on)
);
create index pause_of on deadlines.pause (centre_id, deadline_id, paused_on);
create unique index pause_open on deadlines.pause (centre_id, deadline_id) where resumed_on is null;

-- A day an office works or rests against the national calendar.
create table deadlines.day_override (
  centre_id uuid not null references directory.centre,
  day date not null,
  workday boolean not null,
  reason text not null check (reason <> ''),
  primary key (centre_id, day)
);
grant select, insert, update on deadlines.deadline, deadlines.pause, deadlines.day_override to meihua_app;
