#!/bin/sh
# Makes a database of the files in /etc/stack and starts it. Everything that it writes is in /srv/stack, in memory.
set -eu
bin=/usr/lib/postgresql/15/bin
cd /srv/stack
cp /etc/stack/* .
# PostgreSQL takes no key that others may read.
chmod 600 ./*
mkdir -m 700 log
export LC_ALL=C.UTF-8

# Runs statements before anybody can connect: no network, no password, no rule of access.
single() {
  "$bin/postgres" --single -j -D data -c config_file=/srv/stack/postgresql.conf -c exit_on_error=on "$1" <"$2" >/dev/null
}

"$bin/initdb" -D data -U postgres -E UTF8 -A reject -N >/dev/null
single postgres roles.sql
single "$DATABASE" schema.sql
rm roles.sql schema.sql
exec "$bin/postgres" -D data -c config_file=/srv/stack/postgresql.conf
