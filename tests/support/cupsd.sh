#!/bin/sh
# A CUPS scheduler of its own, with one raw queue named "test": prints by the given command, then
# shows the job that arrived. cupsd.sh FOLDER COMMAND...   Leaves FOLDER/spool/d00001-001.
set -eu
folder=$1
shift
# A socket's path is short (108 bytes), and the folder of a test is not.
run=$(mktemp -d)
mkdir -p "$folder/spool" "$folder/cache" "$folder/etc/ppd" "$folder/log"
chmod 755 "$folder" "$run"
cat > "$folder/etc/cups-files.conf" <<END
ServerRoot $folder/etc
RequestRoot $folder/spool
CacheDir $folder/cache
StateDir $run
AccessLog $folder/log/access
ErrorLog $folder/log/error
PageLog $folder/log/page
FileDevice Yes
Sandboxing relaxed
END
cat > "$folder/etc/cupsd.conf" <<END
Listen $run/cups.sock
Browsing Off
WebInterface No
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
END
/usr/sbin/cupsd -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf" &
scheduler=$!
# It may have ended by itself, which its client's test would tell.
trap 'kill $scheduler 2>/dev/null || true; rm -rf "$run"' EXIT
export CUPS_SERVER="$run/cups.sock"
tries=50
until [ -S "$run/cups.sock" ] || [ $tries -eq 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done
/usr/sbin/lpadmin -p test -E -v "file:$folder/printed" -m raw 2>/dev/null
"$@"
# The scheduler writes the job's ticket when it has nothing else to do.
tries=50
until [ -s "$folder/spool/c00001" ] || [ $tries -eq 0 ]; do
  sleep 0.1
  tries=$((tries - 1))
done
tr -c '[:print:]' '\n' < "$folder/spool/c00001"
