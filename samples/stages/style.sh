#!/bin/sh
! grep -n '	' program.sh || { echo "program.sh is indented with a tab" >&2; exit 1; }
