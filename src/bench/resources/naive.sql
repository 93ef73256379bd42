-- Runs unchanged on PostgreSQL and on H2 in PostgreSQL mode. The keys are those that Waybill's tables have, too.
create table naive_message (
  attempt_id  uuid        not null primary key,
  status      varchar(16) not null
);
create table naive_report (
  id           uuid                     not null primary key,
  attempt_id   uuid                     not null,
  nonce        varchar(128)             not null unique,
  status       varchar(32),
  fields       text                     not null,
  received_at  timestamp with time zone not null
);
create index naive_report_attempt on naive_report (attempt_id);
create table naive_history (
  id          uuid                     not null primary key,
  attempt_id  uuid                     not null,
  status      varchar(16)              not null,
  at          timestamp with time zone not null
);
create index naive_history_attempt on naive_history (attempt_id);
