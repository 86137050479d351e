#!/usr/bin/env bash
# Makes the virtual environment. On Debian, where venv is a package of its own, installs it if that is allowed.
set -euo pipefail
python=${PYTHON:-python3}
venv=$1

if ! command -v "$python" >/dev/null; then
  echo "No $python found. Type: sudo apt-get install python3 python3-venv" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Dateline needs Python 3.11 or newer, $python is $("$python" -V 2>&1). Type: make PYTHON=/path/to/newer/python3 run" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing python3-venv"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  else
    echo "This Python cannot make virtual environments. Type: sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi
echo "Making the virtual environment in $venv"
"$python" -m venv "$venv"
