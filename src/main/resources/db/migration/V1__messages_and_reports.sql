-- The same on PostgreSQL and on H2 in PostgreSQL mode, but for lines that begin with ${pg}: H2 reads them as comments.
-- A foreign key is made an index of its own by H2, which every update of the row then rewrites: where there is one already, PostgreSQL alone checks it.
-- What callbacks update and insert is indexed where the newest rows are, never at random: a page that is dirtied costs 8 KiB of log.
-- PostgreSQL reads the tables that grow again and again for its statistics: only columns by which rows are looked for have any.

create table message (
  id              uuid                     not null primary key,
  client          varchar(64)              not null,
  account         varchar(64)              not null,
  recipient       varchar(16)              not null,
  -- or the UUID of a powerpack
  sender          varchar(40)              not null,
  -- the account's choice, not the client's
  pooled          boolean                  not null,
  body            varchar(1600)            not null,
  encoding        varchar(8)               not null,
  segments        integer                  not null,
  reference       varchar(255),
  metadata        varchar(4096),
  priority        integer                  not null,
  send_at         timestamp with time zone,
  expires_at      timestamp with time zone,
  status          varchar(16)              not null,
  -- what the indexes know of the status: reports on its way leave them alone
  -- (without `in`, for which H2 2.4 asks the session that made the table, open or not)
  stage           varchar(16)              not null generated always as
    (case status
       when 'submitted' then 'on_its_way'
       when 'queued' then 'on_its_way'
       when 'sent' then 'on_its_way'
       else status
     end)
${pg} stored
  ,
  reason_code     varchar(32),
  reason_name     varchar(64),
  reason_advice   varchar(255),
  provisional     boolean                  not null,
  message_uuid    varchar(64),
  price           numeric(20, 10),
  currency        varchar(3),
  -- accepted: when to submit it; submitting: when its lease ends; on its way: when to ask about it;
  -- ended: when a new attempt follows
  next_action_at  timestamp with time zone,
  -- whether its status has moved since next_action_at was planned
  heard           boolean                  not null,
  -- when Plivo was last asked about it
  asked_at        timestamp with time zone,
  created_at      timestamp with time zone not null,
  updated_at      timestamp with time zone not null,
  version         bigint                   not null
);
create index message_newest on message (created_at, id);
create index message_stage on message (stage, created_at, id);
-- room for the rows that its reports make of it, so that no index has to follow
${pg} alter table message set (fillfactor = 60);
create index message_next_action on message (stage, next_action_at)
${pg} where next_action_at is not null
;
create index message_lane on message (account, stage, client, priority, next_action_at)
${pg} where stage = 'accepted'
;
${pg} create index message_expiry on message (expires_at) where stage = 'accepted' and expires_at is not null;
create index message_recipient on message (recipient, created_at);
create index message_reference on message (reference, created_at)
${pg} where reference is not null
;
${pg} alter table message
${pg}   alter pooled set statistics 0, alter body set statistics 0, alter encoding set statistics 0,
${pg}   alter segments set statistics 0, alter metadata set statistics 0, alter send_at set statistics 0,
${pg}   alter reason_code set statistics 0, alter reason_name set statistics 0, alter reason_advice set statistics 0,
${pg}   alter provisional set statistics 0, alter message_uuid set statistics 0, alter price set statistics 0,
${pg}   alter currency set statistics 0, alter heard set statistics 0, alter version set statistics 0;

create table attempt (
  id                uuid                     not null primary key,
  message_id        uuid                     not null
${pg} references message (id)
  ,
  number            integer                  not null,
  tries             integer                  not null,
  -- tries that count against the cap: those that Plivo turned away for the moment
  failures          integer                  not null,
  failing_since     timestamp with time zone,
  status            varchar(16)              not null,
  reason_code       varchar(32),
  reason_name       varchar(64),
  reason_advice     varchar(255),
  provisional       boolean                  not null,
  message_uuid      varchar(64),
  -- as a report names it
  sender            varchar(16),
  http_status       integer,
  units             integer,
  price             numeric(20, 10),
  price_precedence  bigint                   not null,
  precedence        bigint                   not null,
  -- what Plivo told, each distinct word once, a line each: status, precedence, source, time, and the reason of a failure
  words             varchar,
  created_at        timestamp with time zone not null,
  submitting_at     timestamp with time zone,
  deadline_at       timestamp with time zone,
  -- from the send, or from a correction, to the deadline
  stuck_after_millis  bigint,
  -- when Plivo's log first did not show it
  missed_at         timestamp with time zone,
  unique (message_id, number)
);
create index attempt_message_uuid on attempt (message_uuid);
-- a row grows to more than twice its size with Plivo's words
${pg} alter table attempt set (fillfactor = 40);
${pg} alter table attempt
${pg}   alter tries set statistics 0, alter failures set statistics 0, alter failing_since set statistics 0,
${pg}   alter reason_code set statistics 0, alter reason_name set statistics 0, alter reason_advice set statistics 0,
${pg}   alter http_status set statistics 0, alter units set statistics 0, alter price set statistics 0,
${pg}   alter price_precedence set statistics 0, alter precedence set statistics 0, alter words set statistics 0,
${pg}   alter created_at set statistics 0, alter deadline_at set statistics 0,
${pg}   alter stuck_after_millis set statistics 0, alter missed_at set statistics 0;

-- Waybill's own steps in a message's history.
create table step (
  id          uuid                     not null,
  message_id  uuid                     not null
${pg} references message (id)
  ,
  attempt     integer                  not null,
  status      varchar(16)              not null,
  source      varchar(16)              not null,
  reason      varchar(32),
  provisional boolean                  not null,
  at          timestamp with time zone not null,
  primary key (message_id, id)
);
${pg} alter table step
${pg}   alter attempt set statistics 0, alter status set statistics 0, alter source set statistics 0,
${pg}   alter reason set statistics 0, alter provisional set statistics 0, alter at set statistics 0;

-- The ledger: everything Plivo told us, as it was told. A nonce can only come again where its signature is good.
create table report (
  id            uuid                     not null,
  kind          varchar(8)               not null,
  source        varchar(8)               not null,
  -- the attempt in the callback's address, which its signature covers; zero without one
  address_id    uuid                     not null,
  attempt_id    uuid,
  message_id    uuid,
  message_uuid  varchar(64),
  -- of what is not found by its address: Plivo's ids are random
  loose_uuid    varchar(64),
  status        varchar(32),
  outcome       varchar(16)              not null,
  http_method   varchar(8),
  signature     varchar(8),
  -- those of which one has signed, each between two commas
  accounts      text,
  v2_nonce      varchar(128),
  v3_nonce      varchar(128),
  fields        text                     not null,
  received_at   timestamp with time zone not null,
  -- the newest first is how they are read; by id alone nobody looks for one
  primary key (received_at, id)
);
create unique index report_v2_nonce on report (address_id, v2_nonce)
${pg} where v2_nonce is not null
;
create unique index report_v3_nonce on report (address_id, v3_nonce);
create index report_loose on report (loose_uuid)
${pg} where loose_uuid is not null
;
${pg} create index report_kind on report (kind, received_at, id) where kind <> 'SMS';
${pg} create index report_unmatched on report (received_at) where outcome = 'UNMATCHED';
${pg} alter table report
${pg}   alter source set statistics 0, alter attempt_id set statistics 0, alter message_id set statistics 0,
${pg}   alter status set statistics 0, alter http_method set statistics 0, alter signature set statistics 0,
${pg}   alter fields set statistics 0;

-- 1: when any node was last at work; 2: when any node last had a callback. What was missed meanwhile is asked for.
create table heartbeat (
  id             integer                  not null primary key,
  seen_at        timestamp with time zone not null,
  -- after an outage, until all questions are planned: about what was not heard of since, and by when to ask all of them
  unheard_since  timestamp with time zone,
  due_until      timestamp with time zone
);

-- Recipients that a sender must not send to.
create table suppression (
  id          uuid                     not null primary key,
  sender      varchar(40)              not null,
  recipient   varchar(16)              not null,
  source      varchar(16)              not null,
  created_at  timestamp with time zone not null,
  unique (recipient, sender)
);
create index suppression_newest on suppression (created_at, id);

-- When an entry was last taken from that list: of what was sent before, Plivo may still say that it is unwanted.
create table lifted_suppression (
  sender      varchar(40)              not null,
  recipient   varchar(16)              not null,
  at          timestamp with time zone not null,
  primary key (recipient, sender)
);

-- What was answered to a client's request under its own key. leased_until: until then its owner works on it; null when answered.
create table idempotency_key (
  client           varchar(64)              not null,
  idempotency_key  varchar(255)             not null,
  owner            varchar(36)              not null,
  fingerprint      varchar(64)              not null,
  leased_until     timestamp with time zone,
  expires_at       timestamp with time zone not null,
  message_id       varchar(36),
  status           integer,
  -- a retried message with all its attempts
  body             varchar,
  primary key (client, idempotency_key)
);
create index idempotency_key_expiry on idempotency_key (expires_at);
create index idempotency_key_message on idempotency_key (message_id);

-- Who waits for which account: the lane that was served longest ago comes first.
create table lane (
  account    varchar(64)              not null,
  client     varchar(64)              not null,
  priority   integer                  not null,
  served_at  timestamp with time zone not null,
  primary key (account, client, priority)
);

-- One row per account: whoever grants calls to Plivo locks it.
create table pace (
  account  varchar(64) not null primary key
);

-- The calls to Plivo of the last minutes. busy_until: of a read that is under way; null when it is over.
create table paced_call (
  id          uuid                     not null primary key,
  account     varchar(64)              not null,
  kind        varchar(8)               not null,
  number      integer                  not null,
  at          timestamp with time zone not null,
  busy_until  timestamp with time zone
);
create index paced_call_at on paced_call (account, at);
create index paced_call_busy on paced_call (account, busy_until);

-- Whether an account may be used: its hold and its circuit breaker.
create table account_standing (
  account    varchar(64)              not null primary key,
  condition  varchar(16)              not null,
  cause      varchar(16),
  since      timestamp with time zone not null,
  failures   integer                  not null,
  probe_at   timestamp with time zone,
  probe_id   uuid,
  -- when the newest send was claimed for which the account was refused, and the one that ended the last hold
  refused_claim_at  timestamp with time zone,
  proven_claim_at   timestamp with time zone
);

-- What an account has sent and cost on a day (UTC), for its caps.
create table account_day (
  account   varchar(64)     not null,
  utc_day   date            not null,
  messages  integer         not null,
  spend     numeric(20, 10) not null,
  primary key (account, utc_day)
);

-- What became of the entries of a batch under a client's key, as long as the key counts.
create table idempotency_part (
  client           varchar(64)     not null,
  idempotency_key  varchar(255)    not null,
  part             integer         not null,
  message_id       varchar(36),
  body             varchar         not null,
  primary key (client, idempotency_key, part),
  foreign key (client, idempotency_key) references idempotency_key (client, idempotency_key) on delete cascade
);
create index idempotency_part_message on idempotency_part (message_id);
