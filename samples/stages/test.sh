#!/bin/sh
sum=$(sh ./program.sh 2 3)
[ "$sum" = 5 ] || { echo "2 and 3 are $sum" >&2; exit 1; }
echo "2 and 3 are 5"
