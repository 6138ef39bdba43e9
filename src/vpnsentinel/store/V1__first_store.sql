-- One schema for SQLite and PostgreSQL: only what both understand. Ids are numbers that the server makes, in order of time;
-- moments are milliseconds since 1970; what only the server itself reads of a value is JSON in a text column. Whatever is
-- written may be written twice, when a connection is lost in the midst of a commit.

-- The last that is known of each client, and all that its next judgement needs.
create table client (
    id text primary key,
    status text not null,
    since bigint not null,
    last_seen bigint not null,
    state text not null
);

-- Changes of clients. Those not handled are the queue of what is to be told, in order of id.
create table transition (
    id bigint primary key,
    client text not null,
    kind text not null,
    from_status text,
    to_status text not null,
    happened_at bigint not null,
    why text not null,
    state text not null,
    handled_at bigint,
    reason text,
    due_at bigint
);
create index transition_open on transition (id) where handled_at is null;
create index transition_of_client on transition (client, happened_at);

-- What went wrong with a client, from its first bad change to its recovery.
create table incident (
    id bigint primary key,
    client text not null,
    opened_at bigint not null,
    closed_at bigint,
    acknowledged_at bigint,
    worst text not null,
    reasons text not null
);
create index incident_open on incident (client) where closed_at is null;
create index incident_of_client on incident (client, opened_at);

-- Messages, one row for each chat. Those that wait are the queue of what is to be sent, in order of id within each chat.
create table message (
    id bigint primary key,
    transition bigint,
    incident bigint,
    chat text not null,
    state text not null,
    written_at bigint not null,
    content text not null,
    attempts integer not null,
    in_plain_words integer not null,
    tried_at bigint,
    due_at bigint,
    done_at bigint,
    reason text,
    telegram_id bigint
);
create index message_waiting on message (chat, id) where state = 'waiting';
create index message_done on message (done_at) where done_at is not null;

-- Who is not to be told of, in which chat, until when.
create table mute (
    id bigint primary key,
    chat text not null,
    client text not null,
    names_red integer not null,
    since bigint not null,
    until bigint not null
);
create index mute_until on mute (until);

-- Commands and presses of buttons that were acted on, so that none is twice.
create table handled (
    id text primary key,
    at bigint not null
);
create index handled_at on handled (at);

-- What was learnt of home lines, and other small things that are kept by name.
create table note (
    name text primary key,
    content text not null,
    changed_at bigint not null
);

-- For how many seconds each client had which status: step 0 as sampled, 1 by the hour, 2 by the day.
create table history (
    client text not null,
    step integer not null,
    at bigint not null,
    red integer not null,
    yellow integer not null,
    green integer not null,
    silent integer not null,
    primary key (client, step, at)
);
create index history_age on history (step, at);
