#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a D-Bus session of its own with an unlocked, empty gnome-keyring: nobody's real keyring is touched.
set -eu

for tool in dbus-run-session gnome-keyring-daemon; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "with-keyring.sh: $tool is missing (Debian packages: dbus, gnome-keyring)" >&2
        exit 127
    fi
done

if [ "${WITH_KEYRING_INSIDE:-}" = yes ]; then
    # The password is the first line of stdin; without a line end the keyring stays locked.
    printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    code=0
    "$@" || code=$?
    # It puts itself into the background and does not always notice that its bus is gone: end it by its own pid.
    pid=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets | awk '{print $2}')
    [ -z "$pid" ] || kill "$pid"
    exit "$code"
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
env -u DBUS_SESSION_BUS_ADDRESS -u DISPLAY -u WAYLAND_DISPLAY \
    HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" \
    WITH_KEYRING_INSIDE=yes dbus-run-session -- "$0" "$@"
