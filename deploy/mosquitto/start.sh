#!/bin/sh
# Starts Mosquitto with the accounts whose passwords are in the environment. They go through files that only it may
# read, and through no command line, which others could see.
set -eu

umask 077
mkdir -p /run/mosquitto
printf 'ingest:%s\ndevice:%s\n' "$MQTT_INGEST_PASSWORD" "$MQTT_DEVICE_PASSWORD" >/run/mosquitto/passwords
unset MQTT_INGEST_PASSWORD MQTT_DEVICE_PASSWORD
mosquitto_passwd -U /run/mosquitto/passwords
cp /etc/mosquitto/acl /run/mosquitto/acl
[ "$(id -u)" != 0 ] || chown -R mosquitto /run/mosquitto

exec mosquitto -c /etc/mosquitto/mosquitto.conf
