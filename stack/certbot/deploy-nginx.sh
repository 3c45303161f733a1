#!/bin/sh
# Gives nginx what certbot has just been issued. nginx reads its certificate when it starts and when it reloads, at no
# other time. The word in braces is filled in when certbot is set up: {folder}.
set -eu

# Whole files take the place of whole files, whenever nginx looks.
install -m 644 "$RENEWED_LINEAGE/fullchain.pem" "{folder}/chain.pem.new"
install -m 600 "$RENEWED_LINEAGE/privkey.pem" "{folder}/key.pem.new"
mv "{folder}/chain.pem.new" "{folder}/chain.pem"
mv "{folder}/key.pem.new" "{folder}/key.pem"

# Reads the configuration first, and leaves the running nginx alone where it is wrong. Open connections are served to
# their end.
exec /usr/sbin/nginx -p "{folder}" -c "{folder}/production.conf" -s reload
