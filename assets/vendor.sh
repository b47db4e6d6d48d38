#!/bin/sh
# Fetches the published packages the pages are built with, checks that they are what was reviewed, and copies the few
# files we serve. The result is checked in: a build needs neither npm nor a network. Run it to update a version.
set -eu
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# name@version and the integrity its registry published for it.
fetch() {
    archive=$(cd "$work" && npm pack --silent "$1@$2")
    found="sha512-$(openssl dgst -sha512 -binary "$work/$archive" | openssl base64 -A)"
    if [ "$found" != "$3" ]; then
        echo "$1@$2: expected $3, got $found" >&2
        exit 1
    fi
    mkdir -p "$work/$4"
    tar -xzf "$work/$archive" -C "$work/$4" --strip-components=1
}

fetch @tabler/core 1.6.1 "sha512-lgmR9gcxRp5JlLxcmRi9Rz85JrEvH6Bz71KnlcPVSa97wtwQNjgSs3g3fxwbAlulHyRMghhIV04QUuW3pqDsIg==" tabler
fetch @tabler/icons 3.51.0 "sha512-0pinvPZz7YeX+OSfxuEAbnEPWbocVXW5iU8h5lh41pYG8sZuQfpWECC980lxOT0clGIcNGn8xsBr+zKaRGdA/g==" icons
fetch htmx.org 4.0.1 "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==" htmx

# A source map that is not served would only be asked for in vain.
unmapped() { sed -e 's|/\*# sourceMappingURL=.*\*/||' -e 's|^//# sourceMappingURL=.*||' "$1" > "$2"; }

unmapped "$work/tabler/dist/css/tabler.min.css" vendor/tabler.min.css
unmapped "$work/htmx/dist/htmx.min.js" vendor/htmx.min.js
unmapped "$work/htmx/dist/ext/hx-sse.min.js" vendor/hx-sse.min.js
cp "$work/htmx/LICENSE" vendor/LICENSE-htmx.txt
cp "$work/icons/LICENSE" vendor/LICENSE-tabler-icons.txt
node sprite.mjs "$work/icons/icons/outline"

wc -c vendor/*.css vendor/*.js icons.svg
