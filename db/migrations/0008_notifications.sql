create schema notifications;
grant usage on schema notifications to meihua_app;

-- Every message that leaves, or would leave, the house. Without a gateway it waits here, in the visible outbox.
create table notifications.message (
  centre_id uuid not null,
  id uuid not null,
  to_sealed bytea not null,
  text_sealed bytea not null,
  state text not null check (state in ('outbox', 'sent', 'failed')),
  created_at timestamptz not null,
  sent_at timestamptz,
  error text,
  primary key (centre_id, id)
);
create index message_recent on notifications.message (centre_id, created_at desc, id desc);
grant select, insert, update, delete on notifications.message to meihua_app;
