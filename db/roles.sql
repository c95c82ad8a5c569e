-- Two roles. The owner (whoever runs the migrations) owns every table and runs the job queue.
-- The application works as meihua_app, which holds only what each migration grants: it cannot
-- update or delete history. Run before every migration; harmless when repeated.
do $$
begin
  if not exists (select from pg_roles where rolname = 'meihua_app') then
    create role meihua_app nologin;
  end if;
  if not pg_has_role(current_user, 'meihua_app', 'member') then
    execute format('grant meihua_app to %I', current_user);
  end if;
end
$$;
