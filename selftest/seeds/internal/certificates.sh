#!/bin/sh
# The script of the service-to-service notes that makes certificates, run in the folder where they are to be.
#
# What stands here instead of what is printed there:
# - the organisation is called Example;
# - the first command that fails ends it.
set -e

openssl genrsa -out ca.key 4096
openssl req -new -x509 -days 3650 -key ca.key -out ca.crt \
  -subj "/C=US/ST=State/L=City/O=Example/CN=Example-Internal-CA"

openssl genrsa -out services.key 2048
openssl req -new -key services.key -out services.csr \
  -subj "/C=US/ST=State/L=City/O=Example/CN=localhost"
openssl x509 -req -days 3650 -in services.csr -CA ca.crt -CAkey ca.key \
  -CAcreateserial -out services.crt

openssl genrsa -out web-client.key 2048
openssl req -new -key web-client.key -out web-client.csr \
  -subj "/C=US/ST=State/L=City/O=Example/CN=web-server"
openssl x509 -req -days 3650 -in web-client.csr -CA ca.crt -CAkey ca.key \
  -CAcreateserial -out web-client.crt
